#include "schedule/names.hpp"

#include <algorithm>
#include <array>

namespace ipclab::schedule {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Call::count)> kNames{
    "",
#define IPCLAB_POINT(name) #name,
#include "schedule/points.def"
#undef IPCLAB_POINT
};

// Library functions of section 3; all the others are system calls.
bool in_section_3(Call call) {
  constexpr std::array some{Call::sleep, Call::sigwait, Call::mkfifo, Call::shm_open};
  const std::string_view word = name(call);
  return word.starts_with("pthread_") || word.starts_with("sem_") || word.starts_with("mq_") ||
         std::find(some.begin(), some.end(), call) != some.end();
}

struct Words {
  Call call;
  std::string_view manual, standing;  // standing empty: "before" the call
};
constexpr Words kWords[] = {
    {Call::start, "its start", "at its start"},
    {Call::end, "its end", "at its end"},
    {Call::woken, "its waking", "after pthread_cond_wait(3) was woken, before it has the mutex again"},
    {Call::returned, "its return", "after a call that may have woken somebody"},
    {Call::masking, "a change of its mask", "before sigprocmask(2)"},
    {Call::unlocked, "unlocked", "after it has unlocked"},
    {Call::load, "a read of shared memory", "before it reads shared memory"},
    {Call::store, "a write to shared memory", "before it writes to shared memory"},
    {Call::string_function, "a string function", "before a string function touches shared memory"},
    {Call::exec, "exec(3)", ""},
    {Call::exit, "exit(3)", ""},
    {Call::lock_file, "fcntl(2)", "before it locks a file"},
    {Call::fork, "fork(2)", "after fork(2)"},
    {Call::pthread_create, "pthread_create(3)", "after pthread_create(3)"},
    {Call::close, "close(2)", "after close(2)"},
    {Call::sigprocmask, "sigprocmask(2)", "after sigprocmask(2)"},
};

const Words* words_of(Call call) {
  const auto* found = std::find_if(std::begin(kWords), std::end(kWords), [&](const Words& words) { return words.call == call; });
  return found == std::end(kWords) ? nullptr : found;
}

}  // namespace

std::string_view name(Call call) {
  const auto index = static_cast<std::size_t>(call);
  return index < kNames.size() ? kNames.at(index) : std::string_view();
}

std::string manual_name(Call call) {
  if (const Words* words = words_of(call)) return std::string(words->manual);
  return std::string(name(call)) + (in_section_3(call) ? "(3)" : "(2)");
}

std::string standing_at(Call call) {
  if (const Words* words = words_of(call); words != nullptr && !words->standing.empty()) return std::string(words->standing);
  return "before " + manual_name(call);
}

}  // namespace ipclab::schedule
