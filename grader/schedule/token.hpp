// A schedule as a word that one can copy: check, order, luck and delays, and nothing else is needed to run it again.
//
//     sigprocmask/misses-no-signal:old+waiter/pause.1
//     LAB/CHECK : ORDER [~luck]... [+THREAD/CALL.NTH]...
//
// ORDER: old, new, free, walk=SEED. Luck: ~spurious, ~fail=CALL.NTH.ERRNO (the name: EAGAIN).
#pragma once
#include "schedule/plan.hpp"
#include <string>
#include <string_view>

namespace ipclab::schedule {

struct Token {
  std::string lab, check;
  Plan plan;
};

[[nodiscard]] std::string write_token(const Token& token);
// One that there is, to show what a token looks like.
[[nodiscard]] std::string_view example_token();
// Throws std::invalid_argument with a sentence for the person who typed it: what is wrong, and where.
[[nodiscard]] Token read_token(std::string_view text);

}  // namespace ipclab::schedule
