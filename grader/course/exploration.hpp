// One check under schedules: which are run, and what their answers say together. It runs nothing itself: the trials
// are the caller's (course/grading.hpp), and may end in any order.
#pragma once
#include "check/lab.hpp"
#include "check/wire.hpp"
#include "schedule/explorer.hpp"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::course {

class Exploration {
 public:
  Exploration(std::string lab, const check::Check& check, const schedule::Depth& depth);

  // The next schedule to run; nothing when the answers to others must come first, or when there is none left.
  [[nodiscard]] std::optional<schedule::Explorer::Numbered> next() { return explorer_.next(); }
  void answer(std::size_t number, check::TrialReply reply);
  [[nodiscard]] bool finished() const { return explorer_.finished(); }
  // Once finished: that of the schedule that decided, else passed when enough were run.
  [[nodiscard]] check::CheckResult result() const;

 private:
  [[nodiscard]] std::size_t missed() const;
  void count_held(check::Explored& explored) const;
  [[nodiscard]] std::string_view what_reduced_it() const;

  std::string lab_;
  const check::Check& check_;
  schedule::Depth depth_;
  schedule::Explorer explorer_;
  std::map<std::size_t, check::TrialReply> kept_;    // the first one, and those that may decide
  std::vector<std::size_t> missed_;                  // delayed somebody who never came to that point
  double ms_ = 0;
};

// How a check without schedules is run: nobody is held, but time is virtual, so that nobody waits for a program that
// sleeps. Nothing: as the machine has it (a sanitizer brings a runtime of its own along).
[[nodiscard]] std::optional<schedule::Plan> plan_without_schedules(const check::Check& check);
// What is to be known of such a run, for who reads the finding.
void tell_of_luck(const check::Check& check, check::CheckResult& result);

// A schedule in a sentence or two: "Schedule 7 of 41 holds waiter before pause(2) at waiter.cpp:41 until nobody else can
// go on." `called`: how the sentence begins; `held`: TrialReply::held.
[[nodiscard]] std::string schedule_in_words(const std::string& called, const schedule::Plan& plan, const std::vector<std::string>& held);

}  // namespace ipclab::course
