// ring SIZE < commands: makes a ring and does with it what it is told, one command a line. For each it says what came of
// it. It knows nothing of the ring but what stands in ring.hpp.
#include "ring.hpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <malloc.h>

namespace {

// The ring lies in a variable of ours, which has been used for something else before.
struct Place {
  char before[64] = {};
  ring it;
  Place() { std::memset(&it, 0x5a, sizeof it); }
};
Place place;

// Our only buffer for texts.
char buffer[4096];

ring* make(int size) {
  ring* const made = ring_init(&place.it, size);
  if (made == nullptr) std::puts("no ring");
  else std::printf("ring of %d\n", size);
  return made;
}

void push(ring* queue, const char* text) {
  if (text != nullptr) std::strcpy(buffer, text);
  std::printf("%d\n", ring_push(queue, text == nullptr ? nullptr : buffer));
  std::strcpy(buffer, "(this buffer is used for something else now)");
}

void pop(ring* queue) {
  char* const text = ring_pop(queue);
  if (text == buffer) return void(std::puts("(no copy: the buffer that push was called with)"));
  std::printf("%s\n", text == nullptr ? "(nothing)" : text);
  std::fflush(stdout);
  std::free(text);
}

// Fills and clears our ring again and again, and looks whether the memory in use grows with it (mallinfo2(3)).
void rounds(int count) {
  constexpr int kBefore = 10;  // after the first few, what malloc keeps for later uses has been used
  std::size_t before = 0;
  for (int i = 0; i < kBefore + count; ++i) {
    if (i == kBefore) before = ::mallinfo2().uordblks;
    ring* const queue = ring_init(&place.it, 3);
    for (int n = 0; n < 3; ++n) ring_push(queue, "a text");
    std::free(ring_pop(queue));
    ring_clear(queue);
  }
  const std::size_t after = ::mallinfo2().uordblks;
  if (after < before + 16 * static_cast<std::size_t>(count)) std::puts("all memory given back");
  else std::printf("%zu bytes of memory not given back\n", after - before);
}

bool is(const char* command, const char* name, const char** rest = nullptr) {
  const std::size_t size = std::strlen(name);
  if (std::strncmp(command, name, size) != 0 || (rest == nullptr && command[size] != '\0')) return false;
  if (rest != nullptr) *rest = command + size;
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: ring SIZE < commands\n");
    return 2;
  }
  ring* queue = make(std::atoi(argv[1]));
  for (char line[4000]; std::fgets(line, sizeof line, stdin) != nullptr; std::fflush(stdout)) {
    line[std::strcspn(line, "\n")] = '\0';
    const char* rest = nullptr;
    if (is(line, "push ", &rest)) push(queue, rest);
    else if (is(line, "push-no-text")) push(queue, nullptr);
    else if (is(line, "push-no-ring")) push(nullptr, "text");
    else if (is(line, "pop")) pop(queue);
    else if (is(line, "pop-no-ring")) pop(nullptr);
    else if (is(line, "init-no-ring")) std::puts(ring_init(nullptr, 3) == nullptr ? "no ring" : "a ring from nowhere");
    else if (is(line, "which")) std::puts(queue == &place.it ? "the ring that was given" : "another ring");
    else if (is(line, "clear")) ring_clear(queue), std::puts("cleared");
    else if (is(line, "rounds ", &rest)) rounds(std::atoi(rest));
    else if (is(line, "init ", &rest)) queue = make(std::atoi(rest));
    else std::printf("? %s\n", line);
  }
  ring_clear(queue);
  return 0;
}
