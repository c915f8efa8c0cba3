// right: one thread reads messages into a ring of slots, the other prints them; semaphores count full and free slots
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <semaphore>
#include <thread>
#include <unistd.h>

struct Slot {
  enum class Kind { text, end, cut, too_long, read_error } kind;
  std::uint32_t size;
  char text[4097];
};

constexpr int slots = 16;
static std::array<Slot, slots> ring;
static std::counting_semaphore<slots> full(0);
static std::counting_semaphore<slots> room(slots);

// The number of bytes read: fewer than asked for only at the end of the input; -1 on an error.
static ssize_t read_exactly(void* to, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got = read(0, static_cast<char*>(to) + have, size - have);
    if (got == 0) break;
    if (got > 0) have += static_cast<std::size_t>(got);
    else if (errno != EINTR) return -1;
  }
  return static_cast<ssize_t>(have);
}

static Slot::Kind read_message(Slot& slot) {
  const ssize_t head = read_exactly(&slot.size, sizeof slot.size);
  if (head < 0) return Slot::Kind::read_error;
  if (head == 0) return Slot::Kind::end;
  if (head < 4) return Slot::Kind::cut;
  if (slot.size > 4096) return Slot::Kind::too_long;
  const ssize_t text = read_exactly(slot.text, slot.size);
  if (text < 0) return Slot::Kind::read_error;
  if (static_cast<std::uint32_t>(text) < slot.size) return Slot::Kind::cut;
  return Slot::Kind::text;
}

static void reader() {
  for (int i = 0;; i = (i + 1) % slots) {
    room.acquire();
    const Slot::Kind kind = read_message(ring[i]);
    ring[i].kind = kind;
    full.release();
    if (kind != Slot::Kind::text) return;
  }
}

int main() {
  std::thread thread(reader);
  const char* trouble = nullptr;
  for (int i = 0;; i = (i + 1) % slots) {
    full.acquire();
    Slot& slot = ring[i];
    if (slot.kind != Slot::Kind::text) {
      if (slot.kind == Slot::Kind::cut) trouble = "the input ends inside a message";
      if (slot.kind == Slot::Kind::too_long) trouble = "a text of more than 4096 bytes";
      if (slot.kind == Slot::Kind::read_error) trouble = "read error";
      break;
    }
    slot.text[slot.size] = '\n';
    std::size_t done = 0;
    while (done < slot.size + 1) {
      const ssize_t put = write(1, slot.text + done, slot.size + 1 - done);
      if (put >= 0) {
        done += static_cast<std::size_t>(put);
      } else if (errno != EINTR) {
        std::perror("receiver: write");
        _exit(1);  // the reading thread may be asleep
      }
    }
    room.release();
  }
  thread.join();
  if (trouble == nullptr) return 0;
  std::fprintf(stderr, "receiver: %s\n", trouble);
  return 1;
}
