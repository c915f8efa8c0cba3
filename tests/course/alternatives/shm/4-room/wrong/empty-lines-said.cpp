// wrong: a line with nothing in it is said
#include <cstring>
#include <iostream>
#include <mutex>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <thread>

namespace {

struct Note {
  long type;
  char text[1100];
};
constexpr long kMessage = 1, kEnd = 2;

std::mutex out;
void print(const std::string& line) {
  const std::lock_guard<std::mutex> guard(out);
  std::cout << line << std::endl;
}

bool fetch(std::string& line) {
  if (!std::getline(std::cin, line)) return false;
  if (line.size() > 1023) line.resize(1023);
  return true;
}

bool put(int queue, long type, const std::string& text) {
  Note note{};
  note.type = type;
  text.copy(note.text, sizeof note.text - 1);
  return msgsnd(queue, &note, text.size() + 1, 0) == 0;
}

int serve() {
  const int queue = msgget(ftok(".", 'q'), IPC_CREAT | IPC_EXCL | 0600);
  if (queue < 0) return 1;
  std::cout << "ready" << std::endl;
  std::thread listener([queue] {
    for (Note note; msgrcv(queue, &note, sizeof note.text, 0, 0) >= 0 && note.type != kEnd;) print(note.text);
  });
  for (std::string line; fetch(line);)
    if (!line.empty()) print("*: " + line);
  put(queue, kEnd, "");  // behind all that was said
  listener.join();
  msgctl(queue, IPC_RMID, nullptr);
  return 0;
}

int say(const std::string& name) {
  const int queue = msgget(ftok(".", 'q'), 0);
  if (queue < 0) return 3;
  for (std::string line; fetch(line);)
    if (!put(queue, kMessage, name + ": " + line)) return 1;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "", name = argc > 2 ? argv[2] : "somebody";
  if (what == "serve" && argc == 2) return serve();
  if (what == "say" && argc <= 3 && !name.empty() && name.size() < 20) return say(name);
  std::cerr << "wrong arguments\n";
  return 2;
}
