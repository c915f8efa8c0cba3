// right: iostreams and a thread that waits for the signals; the type is asked by path and by descriptor
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace fs = std::filesystem;

int keep(const fs::path& name) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  std::error_code trouble;
  const auto type = fs::status(name, trouble).type();
  if (type == fs::file_type::not_found) {
    if (mkfifo(name.c_str(), 0600) != 0) {
      std::cerr << "cannot make " << name << "\n";
      return 1;
    }
  } else if (type != fs::file_type::fifo) {
    std::cerr << name << " is something else\n";
    return 1;
  }
  const int both = open(name.c_str(), O_RDWR);
  if (both < 0) {
    std::cerr << "cannot open " << name << "\n";
    return 1;
  }
  std::thread([&name, stop] {
    int number;
    sigwait(&stop, &number);
    fs::remove(name);
    _exit(0);
  }).detach();
  std::cout << "ready" << std::endl;
  std::ifstream lines("/dev/fd/" + std::to_string(both));
  std::string line;
  while (std::getline(lines, line)) std::cout << line << std::endl;
  return 1;
}

int post(const fs::path& name, const std::string& who) {
  std::signal(SIGPIPE, SIG_IGN);
  if (!fs::is_fifo(name)) {
    std::cerr << name << " is no FIFO\n";
    return 1;
  }
  const int to = open(name.c_str(), O_WRONLY);
  if (to < 0) {
    std::cerr << "cannot open " << name << "\n";
    return 1;
  }
  for (std::string line; std::getline(std::cin, line);) {
    line = who + ": " + line + '\n';
    if (write(to, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
      std::cerr << "nobody keeps the book any more\n";
      return 1;
    }
  }
  return 0;
}

int main(int argc, char** argv) {
  const std::string role = argc > 1 ? argv[1] : "";
  if (role == "keep" && argc == 3) return keep(argv[2]);
  if (role == "post" && argc == 4) return post(argv[2], argv[3]);
  std::cerr << "logbook keep FIFO\nlogbook post FIFO NAME\n";
  return 2;
}
