// wrong: get prints what it has got when it has all of it
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <limits>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

using std::string;

struct Message {
  long type;
  char text[128];
};
constexpr long kItem = 1, kPlace = 2;

void send(int queue, long type, const string& text) {
  Message message{type, {}};
  std::memcpy(message.text, text.c_str(), text.size() + 1);
  while (msgsnd(queue, &message, text.size() + 1, 0) < 0 && errno == EINTR) continue;
}

string receive(int queue, long type) {
  Message message{};
  while (msgrcv(queue, &message, sizeof message.text, type, 0) < 0 && errno == EINTR) continue;
  return message.text;
}

int number(const string& text, int most) {
  if (text.empty() || text.size() > 4) return 0;
  for (char c : text)
    if (!isdigit(static_cast<unsigned char>(c))) return 0;
  int value = std::stoi(text);
  return value <= most ? value : 0;
}

int main(int argc, char** argv) {
  std::signal(SIGUSR1, [](int) {
    if (write(2, "I am here\n", 10) < 0) _exit(1);
  });
  const string what = argc > 1 ? argv[1] : "";
  const int count = argc == 3 ? number(argv[2], what == "keep" ? 8 : 1000) : 0;
  const key_t key = ftok(".", 'q');
  if (what == "keep" && count > 0) {
    const int old = msgget(key, 0);
    if (old >= 0) msgctl(old, IPC_RMID, nullptr);
    const int queue = msgget(key, IPC_CREAT | 0600);
    for (int i = 0; i < count; ++i) send(queue, kPlace, "");
    std::cout << "open" << std::endl;
    std::cin.ignore(std::numeric_limits<std::streamsize>::max());
    msgctl(queue, IPC_RMID, nullptr);
    return 0;
  }
  if (what == "put" && argc == 2) {
    const int queue = msgget(key, 0);
    for (string line; std::getline(std::cin, line);) {
      receive(queue, kPlace);
      send(queue, kItem, line);
    }
    return 0;
  }
  if (what == "get" && count > 0) {
    const int queue = msgget(key, 0);
    for (int i = 0; i < count; ++i) {
      const string item = receive(queue, kItem);
      send(queue, kPlace, "");
      std::cout << item << '\n';
    }
    return 0;
  }
  std::cerr << "keep SLOTS, put, get COUNT\n";
  return 2;
}
