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

}  // namespace ipclab::schedule
