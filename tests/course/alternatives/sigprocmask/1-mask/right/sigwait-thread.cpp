// right: a std::thread that is started after the section answers with sigwait(3), main only joins it
#include <csignal>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>

int main() {
  sigset_t asked;
  sigemptyset(&asked);
  sigaddset(&asked, SIGINT);
  sigaddset(&asked, SIGQUIT);
  pthread_sigmask(SIG_BLOCK, &asked, nullptr);  // the thread inherits this

  std::cout << "blocked" << std::endl;
  const std::string settings{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  std::cout << "open" << std::endl;

  std::thread answers([&asked] {
    for (int number = 0; number != SIGQUIT;) {
      if (sigwait(&asked, &number) != 0) continue;
      std::cout << (number == SIGINT ? "got SIGINT" : "got SIGQUIT") << std::endl;
    }
  });
  answers.join();
  return 0;
}
