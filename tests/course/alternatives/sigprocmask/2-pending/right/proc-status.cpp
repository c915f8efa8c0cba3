// right: asks the kernel in another way: the line ShdPnd of /proc/self/status
#include <csignal>
#include <fstream>
#include <iostream>
#include <string>

int main() {
  sigset_t set;
  sigfillset(&set);
  for (int number = 1; number <= SIGRTMAX; number++)
    if (number != SIGINT && number != SIGQUIT) sigdelset(&set, number);
  sigprocmask(SIG_SETMASK, &set, nullptr);
  std::cout << "blocked" << std::endl;
  for (std::string line; std::getline(std::cin, line);) continue;

  unsigned long bits = 0;
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("ShdPnd:")) bits = std::stoul(line.substr(7), nullptr, 16);
  const bool interrupt = bits >> (SIGINT - 1) & 1;
  const bool quit = bits >> (SIGQUIT - 1) & 1;
  if (interrupt) std::cout << "pending SIGINT\n";
  if (quit) std::cout << "pending SIGQUIT\n";
  if (!interrupt && !quit) std::cout << "pending nothing\n";
  return 0;
}
