// wrong: prints the mapping as a text: up to the first NUL, and behind the window
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

[[noreturn]] static void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

class Descriptor {
 public:
  explicit Descriptor(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY)) {
    if (fd_ < 0) fail(path);
  }
  Descriptor(const Descriptor&) = delete;
  ~Descriptor() { ::close(fd_); }
  int get() const { return fd_; }
  std::size_t size() const {
    struct stat info {};
    if (::fstat(fd_, &info) != 0) fail("fstat");
    return static_cast<std::size_t>(info.st_size);
  }

 private:
  int fd_;
};

class Window {
 public:
  Window(const Descriptor& file, std::size_t at, std::size_t size, const std::string& name)
      : memory_(::mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, file.get(), static_cast<off_t>(at))), size_(size) {
    if (memory_ == MAP_FAILED) fail(name);
  }
  Window(const Window&) = delete;
  ~Window() { ::munmap(memory_, size_); }
  void print() const {
    if (std::printf("%s", static_cast<const char*>(memory_)) < 0) {
      std::perror("mmapcat: output");
      std::exit(1);
    }
  }

 private:
  void* memory_;
  std::size_t size_;
};

int main(int argc, char** argv) {
  const std::string text = argc > 2 ? argv[1] : "";
  if (text.empty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); }) || std::stoul(text) < 1 || std::stoul(text) > 1024) {
    std::fprintf(stderr, "mmapcat PAGES FILE...\n");
    return 2;
  }
  const std::size_t step = std::stoul(text) * static_cast<std::size_t>(::getpagesize());
  int status = 0;
  for (int i = 2; i < argc; ++i) try {
      const Descriptor file(argv[i]);
      const std::size_t size = file.size();
      for (std::size_t at = 0; at < size; at += step) Window(file, at, std::min(step, size - at), argv[i]).print();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "mmapcat: %s\n", error.what());
      status = 1;
    }
  return std::fflush(stdout) == 0 ? status : 1;
}
