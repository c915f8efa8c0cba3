// A thread of its own waits for the signals; iostreams under a mutex.
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <mutex>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

static std::mutex out;
static void say(const std::string& text) {
  const std::lock_guard<std::mutex> hold(out);
  std::cout << text << std::endl;
}

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  pthread_sigmask(SIG_BLOCK, &both, nullptr);
  say("ready");
  std::thread answers([both] {
    for (;;) {
      int number = 0;
      if (sigwait(&both, &number) == 0) say(number == SIGINT ? "got SIGINT" : "got SIGQUIT");
    }
  });
  for (std::string path; std::getline(std::cin, path);) {
    const int fd = open(path.c_str(), O_RDONLY);
    if (fd == -1) {
      say(path + ": " + std::strerror(errno));
      continue;
    }
    struct stat info;
    fstat(fd, &info);
    close(fd);
    say(path + ": " + std::to_string(info.st_size) + " bytes");
  }
  answers.join();
}
