// right: a std::thread reads, both threads have the signals blocked, main joins it and asks
#include <array>
#include <csignal>
#include <cstdio>
#include <thread>
#include <unistd.h>

struct Kept {
  int number;
  const char* name;
};
static constexpr std::array<Kept, 2> kKept = {{{SIGINT, "SIGINT"}, {SIGQUIT, "SIGQUIT"}}};

int main() {
  sigset_t set;
  sigemptyset(&set);
  for (const Kept& kept : kKept) sigaddset(&set, kept.number);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::printf("blocked\n");
  std::fflush(stdout);

  std::thread work([] {
    while (std::getchar() != EOF) continue;
  });
  work.join();

  sigset_t pending;
  sigemptyset(&pending);
  sigpending(&pending);
  int reported = 0;
  for (const Kept& kept : kKept) {
    if (!sigismember(&pending, kept.number)) continue;
    std::printf("pending %s\n", kept.name);
    reported++;
  }
  if (reported == 0) std::printf("pending nothing\n");
  return 0;
}
