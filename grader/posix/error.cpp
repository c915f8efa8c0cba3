#include "posix/error.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

namespace ipclab::posix {
namespace {
std::string describe(const std::string& call, const std::string& argument, int number) {
  std::string text = call + (argument.empty() ? "" : " " + argument);
  if (number != 0) text += ": " + std::string(std::strerror(number)) + " (" + errno_name(number) + ")";
  return text;
}
}  // namespace

Error::Error(std::string call, std::string argument, int number)
    : std::runtime_error(describe(call, argument, number < 0 ? errno : number)),
      call_(std::move(call)), number_(number < 0 ? errno : number) {}

std::string errno_name(int number) {
  const char* name = strerrorname_np(number);
  return name != nullptr ? name : "errno " + std::to_string(number);
}

std::string signal_name(int number) {
  if (const char* name = sigabbrev_np(number); name != nullptr) return std::string("SIG") + name;
  if (number >= SIGRTMIN && number <= SIGRTMAX)
    return number == SIGRTMIN ? "SIGRTMIN" : "SIGRTMIN+" + std::to_string(number - SIGRTMIN);
  return "signal " + std::to_string(number);
}

}  // namespace ipclab::posix
