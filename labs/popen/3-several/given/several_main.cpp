// several ORDER...: many streams at a time. Besides the orders in orders.hpp:
//
//   file NAME PATH           opens the file with fopen(3), to read
//   limit N                  at most N descriptors from now on (setrlimit(2), the soft limit of RLIMIT_NOFILE)
#include "orders.hpp"

#include <sys/resource.h>

namespace {

struct MoreOrders : Orders {
  bool carry_out(const std::string& order) {
    std::string rest = order;
    const std::string what = word(rest);
    if (what == "file") {
      const std::string name = word(rest);
      return (streams[name] = std::fopen(rest.c_str(), "r")) != nullptr;
    }
    if (what == "limit") {
      rlimit limit{};
      ::getrlimit(RLIMIT_NOFILE, &limit);
      limit.rlim_cur = std::strtoul(rest.c_str(), nullptr, 10);
      return ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
    }
    return Orders::carry_out(order);
  }
};

}  // namespace

int main(int argc, char** argv) {
  MoreOrders orders;
  return drive("several", argc, argv, orders);
}
