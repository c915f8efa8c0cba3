#include "schedule/names.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>
#include <vector>

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
  constexpr std::array some{Call::sleep, Call::sigwait, Call::mkfifo, Call::fdopen, Call::lockf, Call::shm_open};
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
    {Call::failed, "the failure of its call", "after a call that has failed, before it has looked at errno"},
    {Call::masking, "a change of its mask", "before sigprocmask(2)"},
    {Call::unlocked, "unlocked", "after it has unlocked"},
    {Call::load, "a read of shared memory", "before it reads shared memory"},
    {Call::store, "a write to shared memory", "before it writes to shared memory"},
    {Call::string_function, "a string function", "before a string function touches shared memory"},
    {Call::exec, "exec(3)", ""},
    {Call::exit, "exit(3)", ""},
    {Call::fork, "fork(2)", "after fork(2)"},
    {Call::pthread_create, "pthread_create(3)", "after pthread_create(3)"},
    {Call::close, "close(2)", "after close(2)"},
    {Call::sigprocmask, "sigprocmask(2)", "after sigprocmask(2)"},
};

// Levenshtein's distance, one row at a time.
std::size_t edits(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (const char c : from) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (c == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

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

std::string in_words(std::string_view who) {
  const auto stop = who.find('.');
  std::string text(who.substr(0, stop));
  for (who.remove_prefix(std::min(stop, who.size())); who.size() > 2;) {
    const auto end = std::min(who.find('.', 1), who.size());
    const char kind = who[1];
    const std::string number(who.substr(2, end - 2));
    who.remove_prefix(end);
    if (kind == 't') text = who.empty() ? "thread " + number + " of " + text : text + "'s thread " + number;
    if (kind == 'c') text += number == "1" ? "'s child" : "'s child " + number;
  }
  return text;
}

std::string before_step(std::string_view step) {
  constexpr std::pair<std::string_view, std::string_view> kSteps[] = {
      {"start", "before it starts a program"},
      {"feed", "before it writes to a program's input"},
      {"end_input", "before it closes a program's input"},
      {"release_output", "before it begins to read a program's output"},
      {"take_some_output", "before it reads a part of a program's output"},
      {"close_output", "before it stops reading a program's output"},
      {"signal", "before it sends a signal"},
      {"open_fifo", "before it opens a FIFO"},
      {"put_message", "before it puts a message into a queue"},
      {"take_message", "before it takes a message out of a queue"},
      {"remove_queue", "before it removes a queue"},
      {"kill_children", "before it ends a program's child"}};
  for (const auto& [one, words] : kSteps)
    if (one == step) return std::string(words);
  return "before what it does next (" + std::string(step) + ")";
}

bool is_call(std::string_view word) { return !word.empty() && std::find(kNames.begin(), kNames.end(), word) != kNames.end(); }

std::string nearest_call(std::string_view word) {
  std::string_view best;
  std::size_t fewest = std::max<std::size_t>(2, word.size() / 3) + 1;  // further away it is no slip of the fingers
  for (const std::string_view other : kNames)
    if (const std::size_t distance = edits(word, other); !other.empty() && distance < fewest) {
      fewest = distance;
      best = other;
    }
  return std::string(best);
}

}  // namespace ipclab::schedule
