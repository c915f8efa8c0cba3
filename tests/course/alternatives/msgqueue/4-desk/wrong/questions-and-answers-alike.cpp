// wrong: questions and answers have the same type
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <thread>
#include <unistd.h>

namespace {

struct Note {
  long type;
  struct {
    long back;
    char text[500];
  } is;
};
constexpr long kAsk = 1;

bool put(int id, long type, long back, const std::string& text) {
  Note note{};
  note.type = type;
  note.is.back = back;
  text.copy(note.is.text, sizeof note.is.text);
  return msgsnd(id, &note, sizeof note.is.back + text.size(), 0) == 0;
}

bool get(int id, long type, long* back, std::string* text) {
  Note note{};
  const ssize_t size = msgrcv(id, &note, sizeof note.is, type, 0);
  if (size < 0) return false;
  *back = note.is.back;
  text->assign(note.is.text, static_cast<std::size_t>(size) - sizeof note.is.back);
  return true;
}

int answer(int key) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&set, number);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  const int id = msgget(key, IPC_CREAT | 0600);
  if (id < 0) return 1;
  std::thread worker([id] {
    long back = 0;
    std::string text;
    while (get(id, kAsk, &back, &text)) {
      std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
      if (!put(id, kAsk, 0, text)) break;
    }
    kill(getpid(), SIGUSR1);  // the queue has gone
  });
  std::cout << "ready" << std::endl;
  int number = 0;
  sigwait(&set, &number);
  msgctl(id, IPC_RMID, nullptr);
  worker.join();
  return 0;
}

int ask(int key) {
  const int id = msgget(key, 0);
  std::string line, text;
  long back = 0;
  bool there = id >= 0;
  while (there && std::getline(std::cin, line)) {
    there = put(id, kAsk, getpid(), line) && get(id, kAsk, &back, &text);
    if (there) std::cout << text << std::endl;
  }
  if (there) return 0;
  std::cerr << "nobody answers\n";
  return 3;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string role = argc == 3 ? argv[1] : "";
  if (role == "answer") return answer(std::stoi(argv[2]));
  if (role == "ask") return ask(std::stoi(argv[2]));
  std::cerr << "answer KEY or ask KEY\n";
  return 2;
}
