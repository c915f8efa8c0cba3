// right: C++ with exceptions and iostreams; the exit status travels in the exception
#include <cerrno>
#include <fcntl.h>
#include <iostream>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

struct Failure {
  int status;
  std::string words;
};

class Fifo {
 public:
  explicit Fifo(const std::string& name) : fd_(::open(name.c_str(), O_NONBLOCK | O_WRONLY)) {
    const std::error_code why(errno, std::system_category());
    if (fd_ < 0) throw Failure{why.value() == ENXIO ? 3 : 1, name + ": " + why.message()};
  }
  ~Fifo() { ::close(fd_); }
  Fifo(const Fifo&) = delete;
  void put(const std::vector<char>& bytes) {
    if (::write(fd_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
      throw Failure{1, std::error_code(errno, std::system_category()).message()};
  }

 private:
  int fd_;
};

int main(int argc, char** argv) try {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() != 2) throw Failure{2, "usage: writer FIFO TEXT"};
  std::vector<char> bytes(args[1].begin(), args[1].end());
  bytes.push_back('\n');
  Fifo(args[0]).put(bytes);
  std::cout << "sent " << bytes.size() << " bytes" << std::endl;
} catch (const Failure& failure) {
  std::cerr << failure.words << '\n';
  return failure.status;
}
