// wrong: the empty file is mapped like any other, and mmap says EINVAL
#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <err.h>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>

class Mapping {
 public:
  explicit Mapping(const char* path) {
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) < 0) err(1, "%s", path);
    if (!S_ISREG(info.st_mode)) errx(1, "%s is no regular file", path);
    size_ = static_cast<std::uint64_t>(info.st_size);
    bytes_ = static_cast<char*>(mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0));
    if (bytes_ == MAP_FAILED) err(1, "mmap of %s", path);
  }
  ~Mapping() {
    if (bytes_ != nullptr) munmap(bytes_, size_);
  }
  std::string part(std::uint64_t from, std::uint64_t count) const {
    std::string text;
    for (std::uint64_t i = from; i < size_ && i - from < count; ++i) text += bytes_[i];
    return text;
  }

 private:
  char* bytes_ = nullptr;
  std::uint64_t size_ = 0;
};

static std::uint64_t number_or_exit(const char* text) {
  errno = 0;
  char* rest;
  const std::intmax_t number = strtoimax(text, &rest, 10);
  if (*text == '\0' || *rest != '\0' || number < 0 || errno != 0) errx(2, "\"%s\" is not a number that I can use", text);
  return static_cast<std::uint64_t>(number);
}

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) errx(2, "FILE OFFSET [LENGTH]");
  const std::uint64_t offset = number_or_exit(argv[2]);
  const std::uint64_t length = argc == 4 ? number_or_exit(argv[3]) : UINT64_MAX;
  std::string text = Mapping(argv[1]).part(offset, length);
  for (char& c : text)
    if (!(c == '\n' || (c >= 0x20 && c <= 0x7e))) c = '.';
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fclose(stdout) == 0 ? 0 : 1;
}
