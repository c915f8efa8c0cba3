// The driver of m_popen and m_pclose: carries out the orders on its command line, one argument each. Given, and right.
//
//   open NAME TYPE COMMAND   m_popen; says so when there is no stream. The type - stands for the empty text.
//   read NAME                prints what comes from the stream, up to its end: each line behind "NAME| "
//   write NAME TEXT          writes the text and a newline to the stream
//   close NAME               m_pclose; prints what it returns
//   say TEXT                 prints the text; it may stay in the buffer of standard output for now
//   fill NAME N              writes N numbered lines to the stream
//   large NAME TYPE          m_popen with a command of 4 MiB, which the kernel does not take; prints whether anybody said so
#pragma once
#include "m_popen.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

struct Orders {
  std::map<std::string, std::FILE*> streams;  // also those that are closed: their pointers may be passed once more

  // The next word of an order, taken from its front.
  static std::string word(std::string& order) {
    const std::size_t blank = std::min(order.find(' '), order.size());
    const std::string first = order.substr(0, blank);
    order.erase(0, std::min(blank + 1, order.size()));
    return first;
  }

  static std::string reason(int number) {
    switch (number) {
      case EINVAL: return "EINVAL";
      case ECHILD: return "ECHILD";
      case EINTR: return "EINTR";
      case EMFILE: return "EMFILE";
      case ENOMEM: return "ENOMEM";
      case EAGAIN: return "EAGAIN";
      case EBADF: return "EBADF";
      default: return std::strerror(number);
    }
  }

  static void tell_status(const std::string& name, int status) {
    const int number = errno;
    if (status == -1) std::printf("%s: -1 (%s)\n", name.c_str(), reason(number).c_str());
    else if (WIFEXITED(status)) std::printf("%s: exit %d\n", name.c_str(), WEXITSTATUS(status));
    else if (WIFSIGNALED(status)) std::printf("%s: signal %d\n", name.c_str(), WTERMSIG(status));
    else std::printf("%s: no status: %d\n", name.c_str(), status);
    std::fflush(stdout);
  }

  void open(const std::string& name, const std::string& type, const std::string& command) {
    // Exactly as large as it is: whoever reads past its end leaves it.
    const std::string text = type == "-" ? "" : type;
    char* const exact = static_cast<char*>(std::malloc(text.size() + 1));
    std::memcpy(exact, text.c_str(), text.size() + 1);
    errno = 0;
    std::FILE* const stream = m_popen(command.c_str(), exact);
    const int number = errno;
    std::free(exact);
    streams[name] = stream;
    if (stream == nullptr) std::printf("%s: no stream (%s)\n", name.c_str(), reason(number).c_str());
  }

  void large(const std::string& name, const std::string& type) {
    std::FILE* const stream = m_popen(("true" + std::string(4U << 20, ' ')).c_str(), type.c_str());
    const int status = stream == nullptr ? 0 : m_pclose(stream);
    if (stream == nullptr || (WIFEXITED(status) && WEXITSTATUS(status) == 127)) std::printf("%s: refused\n", name.c_str());
    else tell_status(name, status);
  }

  void read(const std::string& name, std::FILE* stream) {
    std::string line;
    for (int c = 0; (c = std::fgetc(stream)) != EOF;) {
      line += static_cast<char>(c);
      if (c != '\n') continue;
      std::printf("%s| %s", name.c_str(), line.c_str());
      line.clear();
    }
    if (!line.empty()) std::printf("%s| %s\n", name.c_str(), line.c_str());
  }

  // False when there is no such order.
  bool carry_out(std::string order) {
    const std::string what = word(order);
    if (what == "say") return std::printf("%s\n", order.c_str()) > 0;
    const std::string name = word(order);
    if (what == "open") {
      const std::string type = word(order);
      open(name, type, order);
      return true;
    }
    if (what == "large") {
      large(name, order);
      return true;
    }
    if (what != "read" && what != "write" && what != "fill" && what != "close") return false;
    std::FILE* const stream = streams[name];
    if (stream == nullptr) std::printf("%s: no stream\n", name.c_str());
    else if (what == "read") read(name, stream);
    else if (what == "write") std::fprintf(stream, "%s\n", order.c_str());
    else if (what == "fill") for (long i = 1, n = std::atol(order.c_str()); i <= n; ++i) std::fprintf(stream, "line %ld\n", i);
    else tell_status(name, m_pclose(stream));
    return true;
  }
};

// The whole of main(): the orders, until one is not understood.
template <class Carries>
int drive(const char* program, int argc, char** argv, Carries& orders) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s ORDER...   (given/orders.hpp names them)\n", program);
    return 2;
  }
  for (int i = 1; i < argc; ++i)
    if (!orders.carry_out(argv[i])) {
      std::fprintf(stderr, "%s: what is \"%s\"?\n", program, argv[i]);
      return 2;
    }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
