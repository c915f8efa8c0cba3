// sturdy ORDER...: m_popen in trouble. Besides the orders in orders.hpp:
//
//   shut                     closes descriptor 0
//   limit N                  at most N descriptors from now on (setrlimit(2), the soft limit of RLIMIT_NOFILE)
//   try TYPE COMMAND         m_popen, and m_pclose if there is a stream; prints what is left of it then
//   child N                  starts a child of the driver's own, which ends with status N
//   reap                     waits for that child; prints its status
//   collect                  waits for all children that there are, whoever has started them
//
// A SIGUSR1 interrupts whatever it is doing; nothing else happens.
#include "orders.hpp"

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>

namespace {

void interrupted(int) {}

struct MoreOrders : Orders {
  pid_t own = -1;

  static int descriptors() {
    int count = 0;
    for (int fd = 0; fd < 1024; ++fd) count += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    return count;
  }

  static void attempt(const std::string& type, const std::string& command) {
    const int before = descriptors();
    if (std::FILE* const stream = m_popen(command.c_str(), type.c_str()); stream != nullptr) m_pclose(stream);
    if (const int more = descriptors() - before; more != 0) std::printf("still open: %d more than before\n", more);
    siginfo_t who{};
    const bool childless = ::waitid(P_ALL, 0, &who, WEXITED | WNOHANG | WNOWAIT) < 0;
    if (!childless) std::printf("a child is still there\n");
    std::printf("tried\n");
    std::fflush(stdout);
  }

  bool carry_out(const std::string& order) {
    std::string rest = order;
    const std::string what = word(rest);
    if (what == "shut") return ::close(STDIN_FILENO) == 0;
    if (what == "limit") {
      rlimit limit{};
      ::getrlimit(RLIMIT_NOFILE, &limit);
      limit.rlim_cur = std::strtoul(rest.c_str(), nullptr, 10);
      return ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
    }
    if (what == "try") {
      const std::string type = word(rest);
      attempt(type, rest);
      return true;
    }
    if (what == "child") {
      if ((own = ::fork()) == 0) ::_exit(std::atoi(rest.c_str()));
      return own > 0;
    }
    if (what == "reap") {
      int status = 0;
      tell_status("own child", ::waitpid(own, &status, 0) < 0 ? -1 : status);
      return true;
    }
    if (what == "collect") {
      while (::wait(nullptr) > 0 || errno == EINTR) {}
      return true;
    }
    return Orders::carry_out(order);
  }
};

}  // namespace

int main(int argc, char** argv) {
  struct sigaction action {};
  action.sa_handler = interrupted;  // and no SA_RESTART
  ::sigaction(SIGUSR1, &action, nullptr);
  MoreOrders orders;
  return drive("sturdy", argc, argv, orders);
}
