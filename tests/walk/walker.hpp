// Somebody who walks: through a pipe, all answers at once.
#pragma once
#include "posix/fd.hpp"
#include "support/catch.hpp"
#include "support/real_run.hpp"

#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace ipclab::tests {

struct Walker {
  Checkout checkout;

  // What `walk` prints when these lines are its whole input.
  [[nodiscard]] Ended walks(const std::string& input, const std::vector<std::string>& args = {"start"},
                            const std::map<std::string, std::string>& environment = {}) const {
    Pipe answers;
    posix::write_all(answers.ends.write.get(), input);
    answers.ends.write.reset();
    Order order;
    order.environment = environment;
    order.args = {"walk"};
    order.args.insert(order.args.end(), args.begin(), args.end());
    order.before = [&] { ::dup2(answers.ends.read.get(), 0); };
    return run(checkout, order);
  }
  [[nodiscard]] std::filesystem::path journal() const { return checkout.root() / ".ipclab/walk.json"; }
  [[nodiscard]] std::string kept() const { return posix::read_file(journal().string()).value_or(""); }
  void change(const std::string& file, const std::string& text) const { posix::replace_file((checkout.root() / file).string(), text); }

 private:
  struct Pipe { posix::Pipe ends = posix::make_pipe(); };
};

}  // namespace ipclab::tests
