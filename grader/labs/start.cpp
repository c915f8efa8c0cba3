// The contract of the lab start (labs/start/README.md) as checks.
#include "labs/alike.hpp"

namespace ipclab::labs {
namespace {

using namespace check;

constexpr Budget kAtMost{.cpu_seconds = 1, .bytes = 64U << 10};

Process& greet_with(Trial& t, std::vector<std::string> args) {
  return t.start("greet", {.args = std::move(args), .budget = kAtMost}).end_input();
}

const Registered start{Lab{"start", {

    Check{.id = "by-name",
          .says = "greets whom it is told to, parent and child; exit 0",
          .program = "greet",
          .catches = {{"wrong-word", wrong_output()}},
          .man = "execve(2): argv[0] is the name of the program; its arguments begin with argv[1].",
          .scenario = [](Trial& t) {
            for (const char* name : {"ada", "Grace Brewster Murray Hopper"}) {
              auto& greet = greet_with(t, {name});
              t.expect(greet, exits(0));
              // Who comes first is another promise.
              t.expect(greet.out(), mixes("", {std::string("parent: hello, ") + name + "\n", std::string("child: welcome, ") + name + "\n"}));
            }
          }},

    Check{.id = "parent-first",
          .says = "lets the parent speak first, whoever is faster",
          .program = "greet",
          .catches = {{"child-first", wrong_output()}},
          .weight = 3,
          .schedules = 4,
          .man = "fork(2): parent and child run at the same time; nothing says which of them comes first.",
          .scenario = [](Trial& t) {
            auto& greet = greet_with(t, {"ada"});
            t.expect(greet, ends());
            t.expect(greet.out(), starts_with("parent: "));
          }},

    Check{.id = "waits",
          .says = "ends after its child, and leaves nothing behind",
          .program = "greet",
          .weight = 2,
          .schedules = 4,
          .man = "wait(2): until it is waited for, a child that has ended is a zombie.",
          .scenario = [](Trial& t) {
            auto& greet = greet_with(t, {"ada"});
            t.expect_alone_at_end(greet);
            t.expect(greet, exits(0));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "usage",
          .says = "says how it is used when not given one name; exit 2",
          .program = "greet",
          .man = "main gets argc, the number of words, its own name among them.",
          .scenario = [](Trial& t) {
            for (const auto& args : {std::vector<std::string>{}, std::vector<std::string>{"ada", "grace"}}) {
              auto& greet = greet_with(t, args);
              refuses(t, greet);
            }
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
