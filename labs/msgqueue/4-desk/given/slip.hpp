// What this step has ready: what a question and an answer look like, the input, the output, and a thread that waits for
// the signals. All of it works.
#pragma once
#include <cerrno>
#include <cctype>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <thread>
#include <unistd.h>

constexpr std::size_t kMost = 500;  // bytes of a question, and of an answer

// A question or an answer: always of this size, and with nothing in it that nobody has put there.
struct Slip {
  long type = 0;
  pid_t from = 0;  // who has asked
  char text[kMost + 1] = "";
};
constexpr std::size_t kSlip = sizeof(Slip) - sizeof(long);  // what msgsnd(2) and msgrcv(2) count of it

constexpr long kQuestion = 1, kAnswer = 2;  // types; the number of a process of yours is neither of them

// From here on SIGINT and SIGTERM end and interrupt nothing. When one of them comes, a thread of its own calls `stop`;
// all others go on with what they do.
inline void when_told_to_stop(void (*stop)()) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // for all threads that are started from here on, too
  std::thread([signals, stop] {
    int signal = 0;
    sigwait(&signals, &signal);
    stop();
  }).detach();
}

// The next line of standard input, without its newline; false when there is none. `text` has room for kMost bytes.
inline bool next_line(char* text) {
  std::size_t length = 0;
  int byte = std::getchar();
  const bool any = byte != EOF;
  for (; byte != EOF && byte != '\n'; byte = std::getchar())
    if (length < kMost) text[length++] = static_cast<char>(byte);
  text[length] = '\0';
  return any;
}

// The answer to a question: the same, but loud.
inline void make_answer(char* text) {
  for (; *text != '\0'; ++text)
    if (*text >= 'a' && *text <= 'z') *text = static_cast<char>(std::toupper(*text));
}

inline void say(const char* text) {
  std::puts(text);
  std::fflush(stdout);
}

inline key_t key_of(const char* argument) { return static_cast<key_t>(std::atoi(argument)); }

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "desk: %s\n", what);
  return status;
}
