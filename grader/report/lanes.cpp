#include "report/lanes.hpp"

#include "report/words.hpp"
#include "schedule/names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace ipclab::report {
namespace {

using schedule::Event;
using schedule::Timeline;
using Kind = Event::Kind;

constexpr std::size_t kMostRows = 56;       // drawn; more are cut in the middle
constexpr std::size_t kFirstRows = 12, kLastRows = 24;
constexpr std::size_t kMostKept = 90;       // rows that are never cut, as long as there are no more of them
constexpr std::size_t kLongestCycle = 12;   // rows that repeat together
constexpr std::size_t kFewestCycles = 3;
constexpr std::string_view kGrader = "grader";
constexpr std::string_view kStart = "its start", kEnd = "its end";

template <class Words>
std::string_view said(const Words& words, std::string_view name) {
  const auto* row = std::find_if(std::begin(words), std::end(words), [&](const auto& other) { return other.first == name; });
  return row == std::end(words) ? name : row->second;
}

// What the grader does, by the names of its steps (check/trial.hpp).
constexpr std::pair<std::string_view, std::string_view> kSteps[] = {
    {"start", "starts a program"},     {"feed", "writes to its input"},       {"end_input", "ends its input"},
    {"release_output", "reads on"},    {"take_some_output", "reads a little"}, {"close_output", "closes its output"},
    {"signal", "sends a signal"},      {"kill_children", "kills the children"},
};

// System calls under the name by which a program calls them.
constexpr std::pair<std::string_view, std::string_view> kCalls[] = {
    {"clock_nanosleep", "sleep"}, {"nanosleep", "sleep"},       {"wait4", "wait"},           {"waitid", "wait"},
    {"ppoll", "poll"},            {"pselect6", "select"},       {"rt_sigsuspend", "sigsuspend"}, {"rt_sigtimedwait", "sigwait"},
    {"semtimedop", "semop"},      {"mq_timedsend", "mq_send"},  {"mq_timedreceive", "mq_receive"},
};

constexpr std::pair<std::string_view, std::string_view> kNoCalls[] = {
    {kStart, "begins"},          {kEnd, "ends"},
    {"its waking", "is awake"},  {"a read of shared memory", "reads shared memory"},
    {"a write to shared memory", "writes shared memory"}, {"a string function", "string function on shared memory"},
};

// "pause(2)" -> "pause"
std::string_view without_section(std::string_view call) { return call.substr(0, call.find('(')); }

std::string standing(const std::string& call) {
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(schedule::Call::count); ++i) {
    const auto one = static_cast<schedule::Call>(i);
    if (schedule::manual_name(one) != call) continue;
    std::string text = schedule::standing_at(one);
    const auto section = text.find('(');
    return section == std::string::npos ? text : text.erase(section, 3);
  }
  return "before " + std::string(without_section(call));
}

std::string with_line(std::string text, const Event& event) {
  return event.at && event.at->line > 0 ? text + " :" + std::to_string(event.at->line) : text;
}

// "relay.c1" -> "relay", 'c', "1"
struct Descent {
  std::string parent;
  char kind = '\0';
  std::string number;
};
Descent descent_of(const std::string& who) {
  const auto stop = who.rfind('.');
  if (stop == std::string::npos || stop + 2 >= who.size()) return {};
  const char kind = who[stop + 1];
  if (kind != 'c' && kind != 't' && kind != 'x') return {};
  return {who.substr(0, stop), kind, who.substr(stop + 2)};
}

std::string in_words(const std::string& who) {
  const Descent descent = descent_of(who);
  if (descent.kind == '\0') return "";
  if (descent.kind == 'x') return descent.parent + " after exec";
  return (descent.kind == 'c' ? "child " : "thread ") + descent.number + " of " + descent.parent;
}

// Who matters most when not all fit: who is held, gets a signal, sleeps to the end, comes to an end by a signal.
std::vector<Lane> choose_lanes(const Timeline& timeline, std::size_t most, std::vector<std::string>& left_out) {
  std::vector<std::string> all;
  std::map<std::string, std::size_t> weight;
  std::set<std::string> asleep;
  for (const Event& event : timeline) {
    if (event.kind == Kind::time || event.who.empty()) continue;
    if (weight.try_emplace(event.who, 0).second) all.push_back(event.who);
    std::size_t& own = weight[event.who];
    if (own % 1'000 < 999) ++own;
    if (event.kind == Kind::held) own += 100'000;
    if (event.kind == Kind::signalled) own += 10'000;
    if (event.kind == Kind::wakes && weight.contains(event.by)) ++weight[event.by];
    if (event.kind == Kind::blocks) asleep.insert(event.who);
    else if (event.kind != Kind::held) asleep.erase(event.who);
  }
  for (const std::string& who : asleep) weight[who] += 50'000;
  std::vector<std::string> ranked = all;
  std::stable_sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) { return weight[a] > weight[b]; });
  if (ranked.size() > most) ranked.resize(most);
  std::vector<Lane> lanes;
  for (const std::string& who : all) {
    if (std::find(ranked.begin(), ranked.end(), who) == ranked.end()) left_out.push_back(who);
    else if (who == kGrader) lanes.insert(lanes.begin(), Lane{who, ""});
    else lanes.push_back({who, in_words(who)});
  }
  return lanes;
}

// Goes through the events once and says each in words.
class Teller {
 public:
  explicit Teller(Rows& rows) : rows_(rows) {}

  void tell(const Event& event) {
    if (event.kind == Kind::time) return add({Row::Kind::time, 0, event.object});
    const auto lane = lane_of(event.who);
    if (!lane) return;
    switch (event.kind) {
      case Kind::starts: return starts(*lane, event);
      case Kind::acts: return acts(*lane, event);
      case Kind::held: return held(*lane, event);
      case Kind::blocks: return blocks(*lane, event);
      case Kind::wakes:
        if (event.by == "time") return;  // the row before says so
        return add({Row::Kind::woken, *lane, event.by.empty() ? "woken" : "woken by " + clean(event.by), lane_of(event.by), 1, Row::Becomes::there});
      case Kind::prints: return prints(*lane, event);
      case Kind::signalled:
        return add({Row::Kind::signalled, *lane, event.object.empty() ? "its timer goes off" : "gets " + event.object + (event.by == "clock" ? " from its timer" : ""),
                    event.by == "clock" ? std::nullopt : lane_of(std::string(kGrader))});
      case Kind::times_out:
        return add({Row::Kind::woken, *lane, std::string(said(kCalls, event.call)) + ": its time is up", {}, 1, Row::Becomes::there});
      case Kind::ends: return ends(*lane, event.object);
      case Kind::time: return;
    }
  }

 private:
  std::optional<std::size_t> lane_of(const std::string& who) const {
    for (std::size_t i = 0; i < rows_.lanes.size(); ++i)
      if (rows_.lanes[i].who == who) return i;
    return std::nullopt;
  }

  void add(Row row) {
    row.text = clean(row.text);
    rows_.rows.push_back(std::move(row));
  }

  void starts(std::size_t lane, const Event& event) {
    Row row{Row::Kind::starts, lane, "starts", lane_of(event.by), 1, Row::Becomes::there};
    if (const Descent descent = descent_of(event.who); descent.kind == 'x')
      if (const auto before = lane_of(descent.parent)) row.also_gone = {*before};
    add(std::move(row));
  }

  void acts(std::size_t lane, const Event& event) {
    const bool was_held = held_.erase(lane) > 0;
    if (event.who == kGrader) {
      const std::string step(said(kSteps, event.call));
      return add({Row::Kind::acts, lane, was_held ? "goes on: " + step : step, {}, 1, Row::Becomes::there});
    }
    if (event.call == kStart && !was_held) return;
    if (event.call == kEnd) {
      // The end of a program's first process is told by the grader, with its exit status.
      if (descent_of(event.who).kind != '\0') ends(lane, "");
      return;
    }
    last_call_[lane] = std::string(without_section(event.call));
    const std::string text = with_line(std::string(said(kNoCalls, without_section(event.call))), event);
    add({Row::Kind::acts, lane, was_held ? "goes on: " + text : text, {}, 1, Row::Becomes::there});
  }

  void held(std::size_t lane, const Event& event) {
    held_.insert(lane);
    const std::string where = event.who == kGrader ? "before it " + std::string(said(kSteps, event.call)) : with_line(standing(event.call), event);
    add({Row::Kind::held, lane, "held " + where, {}, 1, Row::Becomes::held});
  }

  void blocks(std::size_t lane, const Event& event) {
    std::string call(said(kCalls, event.call));
    const std::string& last = last_call_[lane];
    if (call == "futex" && (last.starts_with("pthread_") || last.starts_with("sem_"))) call = last;
    const std::string object = event.object.empty() ? "" : " (" + event.object + ")";
    const std::string whole = with_line(call, event);
    Row* before = rows_.rows.empty() ? nullptr : &rows_.rows.back();
    if (before != nullptr && before->kind == Row::Kind::acts && before->lane == lane && before->text.ends_with(whole)) {
      before->kind = Row::Kind::asleep;
      before->text += ", sleeps" + clean(object);
      before->becomes = Row::Becomes::asleep;
      return;
    }
    add({Row::Kind::asleep, lane, "sleeps in " + whole + object, {}, 1, Row::Becomes::asleep});
  }

  // What comes out in pieces, one after the other, is read as one.
  void prints(std::size_t lane, const Event& event) {
    if (!rows_.rows.empty())
      if (Row& before = rows_.rows.back(); before.kind == Row::Kind::prints && before.lane == lane) {
        if (columns(before.text) < 200) before.text += clean(event.object);
        return;
      }
    add({Row::Kind::prints, lane, "prints " + event.object});
  }

  void ends(std::size_t lane, const std::string& how) {
    Row row{Row::Kind::ends, lane, how.empty() ? "ends" : "ends: " + how, {}, 1, Row::Becomes::gone};
    const std::string own = rows_.lanes[lane].who + ".t";
    for (std::size_t i = 0; i < rows_.lanes.size(); ++i)
      if (rows_.lanes[i].who.starts_with(own)) row.also_gone.push_back(i);
    add(std::move(row));
  }

  Rows& rows_;
  std::set<std::size_t> held_;
  std::map<std::size_t, std::string> last_call_;
};

bool same(const Row& a, const Row& b) {
  return a.kind == b.kind && a.lane == b.lane && a.from == b.from && a.becomes == b.becomes && (a.text == b.text || a.kind == Row::Kind::prints);
}

bool may_fold(const Row& row) {
  return row.kind != Row::Kind::held && row.kind != Row::Kind::starts && row.kind != Row::Kind::ends && row.kind != Row::Kind::signalled;
}

void fold_equal(std::vector<Row>& rows) {
  std::vector<Row> folded;
  for (Row& row : rows)
    if (!folded.empty() && row.kind == Row::Kind::acts && same(folded.back(), row)) ++folded.back().times;
    else folded.push_back(std::move(row));
  rows = std::move(folded);
}

// How often the `length` rows from `begin` on come, one after the other.
std::size_t cycles_at(const std::vector<Row>& rows, std::size_t begin, std::size_t length) {
  std::size_t count = 1;
  for (std::size_t at = begin; at + 2 * length <= rows.size(); at += length, ++count)
    for (std::size_t i = 0; i < length; ++i)
      if (!same(rows[at + i], rows[at + length + i]) || rows[at + i].times != rows[at + length + i].times || !may_fold(rows[at + i])) return count;
  return count;
}

void fold_cycles(std::vector<Row>& rows) {
  std::vector<Row> folded;
  for (std::size_t at = 0; at < rows.size();) {
    std::size_t length = 2;
    while (length <= kLongestCycle && cycles_at(rows, at, length) < kFewestCycles) ++length;
    if (length > kLongestCycle) {
      folded.push_back(std::move(rows[at++]));
      continue;
    }
    const std::size_t cycles = cycles_at(rows, at, length);
    for (std::size_t i = 0; i < length; ++i) folded.push_back(std::move(rows[at + i]));
    folded.push_back({Row::Kind::again, 0, "the last " + std::to_string(length) + " rows, " + std::to_string(cycles - 1) + " times more"});
    at += cycles * length;
  }
  rows = std::move(folded);
}

// The row after which nobody wakes this lane any more.
bool stays_asleep(const std::vector<Row>& rows, std::size_t at) {
  return std::none_of(rows.begin() + static_cast<std::ptrdiff_t>(at) + 1, rows.end(), [&](const Row& later) {
    return later.kind != Row::Kind::time && later.kind != Row::Kind::again && later.lane == rows[at].lane && later.becomes != Row::Becomes::same;
  });
}

std::vector<bool> worth_keeping(const std::vector<Row>& rows, bool every_sleep) {
  std::vector<bool> keep(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const bool sleep = row.kind == Row::Kind::asleep && (every_sleep || stays_asleep(rows, i));
    keep[i] = i < kFirstRows || i + kLastRows >= rows.size() || row.kind == Row::Kind::held || row.kind == Row::Kind::signalled ||
              row.kind == Row::Kind::ends || sleep;
    if (row.kind == Row::Kind::held && i > 0) keep[i - 1] = true;  // where it was
  }
  return keep;
}

void cut_the_middle(std::vector<Row>& rows) {
  if (rows.size() <= kMostRows) return;
  std::vector<bool> keep = worth_keeping(rows, true);
  if (static_cast<std::size_t>(std::count(keep.begin(), keep.end(), true)) > kMostKept) keep = worth_keeping(rows, false);
  std::vector<Row> left;
  for (std::size_t at = 0; at < rows.size();) {
    std::size_t end = at;
    while (end < rows.size() && !keep[end]) ++end;
    const bool cut = end - at > 1;  // one row takes no more room than the note
    for (std::size_t i = at; i < end; ++i) {
      rows[i].drawn = !cut;
      left.push_back(std::move(rows[i]));
    }
    if (cut) left.push_back({Row::Kind::cut, 0, std::to_string(end - at) + " rows are not drawn"});
    if (end < rows.size()) left.push_back(std::move(rows[end]));
    at = end + 1;
  }
  rows = std::move(left);
}

}  // namespace

Rows arrange(const Timeline& timeline, std::size_t most) {
  Rows rows;
  rows.lanes = choose_lanes(timeline, most, rows.left_out);
  Teller teller(rows);
  for (const Event& event : timeline) teller.tell(event);
  fold_equal(rows.rows);
  fold_cycles(rows.rows);
  cut_the_middle(rows.rows);
  return rows;
}

}  // namespace ipclab::report
