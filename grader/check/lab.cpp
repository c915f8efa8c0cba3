#include "check/lab.hpp"

#include <algorithm>
#include <deque>

namespace ipclab::check {
namespace {

// Filled before main() by the labs' own files; std::deque, so that a Lab never moves.
std::deque<Lab>& registered() {
  static std::deque<Lab> all;
  return all;
}

}  // namespace

Registered::Registered(Lab lab) { registered().push_back(std::move(lab)); }

const std::vector<const Lab*>& labs() {
  static const std::vector<const Lab*> sorted = [] {
    std::vector<const Lab*> all;
    for (const Lab& lab : registered()) all.push_back(&lab);
    std::sort(all.begin(), all.end(), [](const Lab* a, const Lab* b) { return a->id < b->id; });
    return all;
  }();
  return sorted;
}

const Check* find_check(std::string_view lab_id, std::string_view check_id) {
  for (const Lab* lab : labs()) {
    if (lab->id != lab_id) continue;
    for (const Check& check : lab->checks)
      if (check.id == check_id) return &check;
  }
  return nullptr;
}

Symptom stuck_in(std::string call) { return {Symptom::Kind::stuck, std::move(call)}; }
Symptom endless(std::string budget) { return {Symptom::Kind::endless, std::move(budget)}; }
Symptom exits_with(int status) { return {Symptom::Kind::status, std::to_string(status)}; }
Symptom killed_by(std::string signal) { return {Symptom::Kind::killed, std::move(signal)}; }
Symptom wrong_output(std::string how) { return {Symptom::Kind::output, std::move(how)}; }
Symptom leaves(std::string what) { return {Symptom::Kind::left, std::move(what)}; }
Symptom child_not_waited_for() { return {Symptom::Kind::unreaped, ""}; }
Symptom seen(std::string what) { return {Symptom::Kind::state, std::move(what)}; }
Symptom memory_error() { return {Symptom::Kind::memory, ""}; }

}  // namespace ipclab::check
