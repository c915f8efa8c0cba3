// right: a mapping and flock; each worker opens the file for itself, for that lock belongs to an open file
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <stdexcept>
#include <string>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

class Counter {
 public:
  explicit Counter(const std::string& path) : fd_(open(path.c_str(), O_RDWR | O_CREAT, 0600)) {
    if (fd_ < 0) throw std::runtime_error(path + ": " + std::strerror(errno));
    if (ftruncate(fd_, sizeof(std::uint64_t)) != 0) throw std::runtime_error("ftruncate");
    void* memory = mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd_, 0);
    if (memory == MAP_FAILED) throw std::runtime_error("mmap");
    count_ = static_cast<std::uint64_t*>(memory);
  }
  std::uint64_t add(unsigned more) {
    flock(fd_, LOCK_EX);
    const std::uint64_t now = *count_ += more;
    flock(fd_, LOCK_UN);
    return now;
  }

 private:
  int fd_;
  std::uint64_t* count_ = nullptr;
};

static int parse(const std::string& text, int least, int most) {
  std::size_t used = 0;
  const int number = std::stoi(text, &used);
  if (used != text.size() || number < least || number > most) throw std::invalid_argument(text);
  return number;
}

int main(int argc, char** argv) {
  int workers = 0, times = 0;
  try {
    if (argc != 4) throw std::invalid_argument("arguments");
    workers = parse(argv[2], 1, 8);
    times = parse(argv[3], 0, 1000);
  } catch (const std::exception&) {
    std::cerr << "usage: counter FILE WORKERS N\n";
    return 2;
  }
  try {
    Counter counter(argv[1]);
    for (int i = 0; i < workers; ++i) {
      if (fork() != 0) continue;
      Counter own(argv[1]);
      while (times-- > 0) own.add(1);
      _exit(0);
    }
    for (int i = 0; i < workers; ++i) wait(nullptr);
    std::cout << "count " << counter.add(0) << std::endl;
  } catch (const std::exception& error) {
    std::cerr << "counter: " << error.what() << '\n';
    return 1;
  }
}
