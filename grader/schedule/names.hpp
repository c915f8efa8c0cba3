// What people call the points, and the threads that come to them.
#pragma once
#include "schedule/control.hpp"
#include <string>
#include <string_view>

namespace ipclab::schedule {

[[nodiscard]] std::string_view name(Call call);   // "pthread_mutex_lock"; empty for a number that is none
// As the manual has it: "pthread_mutex_lock(3)"; what is no call stays a word.
[[nodiscard]] std::string manual_name(Call call);
// "before pause(2)", "after fork(2)", "at its start": where a thread stands that is parked there.
[[nodiscard]] std::string standing_at(Call call);

// Somebody of a schedule in words: "relay.c2" is "relay's child 2", "pool.t1" is "thread 1 of pool"; a program's own
// name stays as it is.
[[nodiscard]] std::string in_words(std::string_view who);
// What the grader is about to do when it is held: "before it sends a signal", of its steps (check/trial.hpp).
[[nodiscard]] std::string before_step(std::string_view step);
// The call that a person may have meant; empty when there is none.
[[nodiscard]] std::string nearest_call(std::string_view word);
[[nodiscard]] bool is_call(std::string_view word);

}  // namespace ipclab::schedule
