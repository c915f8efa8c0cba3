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
constexpr std::size_t kFewestCut = 4;
constexpr std::size_t kLongestCycle = 12;   // rows that repeat together
constexpr std::size_t kFewestCycles = 3;
constexpr std::string_view kGrader = "grader";
constexpr std::string_view kStart = "its start", kEnd = "its end", kExit = "exit(3)";
// Points beside which nothing is to be said: the row before says it.
constexpr std::string_view kQuiet[] = {kStart, "its return", "unlocked", "its waking"};

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
    {"put_message", "puts a message in"}, {"take_message", "takes a message out"}, {"remove_queue", "removes the queue"},
};

// System calls under the name by which a program calls them.
constexpr std::pair<std::string_view, std::string_view> kCalls[] = {
    {"clock_nanosleep", "sleep"}, {"nanosleep", "sleep"},       {"wait4", "wait"},           {"waitid", "wait"},
    {"ppoll", "poll"},            {"pselect6", "select"},       {"rt_sigsuspend", "sigsuspend"}, {"rt_sigtimedwait", "sigwait"},
    {"pread64", "pread"},         {"pwrite64", "pwrite"},     {"accept4", "accept"},
    {"semtimedop", "semop"},      {"mq_timedsend", "mq_send"},  {"mq_timedreceive", "mq_receive"},
};

// A library's call that makes a system call of another name.
bool makes(std::string_view call, std::string_view system_call) {
  constexpr std::pair<std::string_view, std::string_view> kMade[] = {{"lockf", "fcntl"}, {"recv", "recvfrom"}, {"send", "sendto"}};
  if (system_call == "futex") return call.starts_with("pthread_") || call.starts_with("sem_");
  return std::find(std::begin(kMade), std::end(kMade), std::pair(call, system_call)) != std::end(kMade);
}

constexpr std::pair<std::string_view, std::string_view> kNoCalls[] = {
    {kStart, "begins"},          {kEnd, "ends"},
    {"a read of shared memory", "reads shared memory"},
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

// "read :21", or with its file when that is not the program's own: "read copy.hpp:21, from :24".
std::string with_line(std::string text, const Event& event) {
  if (!event.at || event.at->line <= 0) return text;
  const std::string program = event.who.substr(0, event.who.find_first_of(".#"));
  const std::string file = event.at->file == program + ".cpp" ? "" : event.at->file;
  return text + " " + file + ":" + std::to_string(event.at->line) + (event.from ? std::string(kFrom) + std::to_string(event.from->line) : "");
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
  return schedule::in_words(who);
}

constexpr std::size_t kNever = static_cast<std::size_t>(-1);

// Somebody's time on stage, in numbers of events, and how much there is to see.
struct Life {
  std::string who;
  std::size_t begin = 0, end = kNever;
  std::size_t weight = 0;
};

bool is_last_word(const Event& event) {
  return event.kind == Kind::ends || (event.kind == Kind::acts && (event.call == kEnd || event.call == kExit));
}

// Who matters most when not all fit: who is held, sleeps to the end, gets a signal.
std::vector<Life> lives_in(const Timeline& timeline) {
  std::vector<Life> lives;
  std::map<std::string, std::size_t> index;
  std::set<std::string> asleep;
  for (std::size_t at = 0; at < timeline.size(); ++at) {
    const Event& event = timeline[at];
    if (event.kind == Kind::time || event.who.empty()) continue;
    const auto [place, fresh] = index.try_emplace(event.who, lives.size());
    if (fresh) lives.push_back({event.who, event.who == kGrader ? 0 : at, kNever, 0});
    Life& life = lives[place->second];
    life.end = is_last_word(event) ? at : kNever;
    if (life.weight % 1'000 < 999) ++life.weight;
    if (event.kind == Kind::held) life.weight += 100'000;
    if (event.kind == Kind::signalled) life.weight += 10'000;
    if (event.kind == Kind::blocks) asleep.insert(event.who);
    else if (event.kind != Kind::held && event.kind != Kind::prints) asleep.erase(event.who);
  }
  for (Life& life : lives)
    if (asleep.contains(life.who)) life.weight += 50'000;
  return lives;
}

struct Column {
  std::vector<std::string> all;
  std::size_t end = kNever, weight = 0;
  void join(const Life& life) {
    all.push_back(life.who);
    end = life.end;
    weight += life.weight;
  }
};

// Who was executed goes on in the lane of who executed it. `share`: who comes later takes the lane of who has gone.
std::vector<Column> columns_of(const std::vector<Life>& lives, bool share) {
  std::vector<Column> columns;
  for (const Life& life : lives) {
    const Descent descent = descent_of(life.who);
    const auto fits = [&](const Column& column) {
      if (column.all.front() == kGrader) return false;
      return descent.kind == 'x' ? column.all.back() == descent.parent : share && column.end < life.begin;
    };
    auto column = std::find_if(columns.begin(), columns.end(), fits);
    if (column == columns.end()) column = columns.insert(life.who == kGrader ? columns.begin() : columns.end(), Column{});
    column->join(life);
  }
  return columns;
}

std::vector<Lane> choose_lanes(const Timeline& timeline, std::size_t most, std::vector<std::string>& left_out) {
  const std::vector<Life> lives = lives_in(timeline);
  std::vector<Column> all = columns_of(lives, false);
  if (all.size() > most) all = columns_of(lives, true);
  std::vector<const Column*> ranked;
  for (const Column& column : all) ranked.push_back(&column);
  std::stable_sort(ranked.begin(), ranked.end(), [](const Column* a, const Column* b) { return a->weight > b->weight; });
  ranked.resize(std::min(ranked.size(), most));
  std::vector<Lane> lanes;
  for (const Column& column : all) {
    if (std::find(ranked.begin(), ranked.end(), &column) != ranked.end()) lanes.push_back({column.all.front(), in_words(column.all.front()), column.all});
    else left_out.insert(left_out.end(), column.all.begin(), column.all.end());
  }
  return lanes;
}

// Goes through the events once and says each in words.
class Teller {
 public:
  explicit Teller(Rows& rows) : rows_(rows), lanes_(rows.lanes.size()) {}

  void tell(const Timeline& timeline) {
    std::map<std::string, const Event*> last;
    for (const Event& event : timeline)
      if (event.kind == Kind::acts) last[event.who] = &event;
    for (const auto& [who, event] : last) last_acts_.insert(event);
    for (const Event& event : timeline) tell(event);
  }

 private:
  struct State {
    bool held = false, asleep = false;
    bool again = false;     // it sleeps anew, and who ended the sleep before is told next
    unsigned made = 0;      // those whose making has not been told yet
    std::string call;       // what it called last: "pthread_mutex_lock"
    std::string said;       // the same with its line
  };

  void tell(const Event& event) {
    if (event.kind == Kind::time) return add({Row::Kind::time, 0, event.object});
    const auto lane = lane_of(event.who);
    if (!lane) return;
    switch (event.kind) {
      case Kind::starts: return starts(*lane, event);
      case Kind::acts: return acts(*lane, event);
      case Kind::held: return held(*lane, event);
      case Kind::blocks: return blocks(*lane, event);
      case Kind::wakes: return wakes(*lane, event);
      case Kind::prints: return prints(*lane, event);
      case Kind::signalled: return signalled(*lane, event);
      case Kind::times_out: {
        const std::string call = lanes_[*lane].asleep ? lanes_[*lane].call : std::string(said(kCalls, event.call));
        lanes_[*lane].asleep = false;
        return add({Row::Kind::woken, *lane, call + ": its time is up", {}, 1, Row::Becomes::there});
      }
      case Kind::ends: return ends(*lane, event.who, "ends: " + event.object);
      case Kind::time: return;
    }
  }

  std::optional<std::size_t> lane_of(const std::string& who) const {
    for (std::size_t i = 0; i < rows_.lanes.size(); ++i)
      if (const auto& all = rows_.lanes[i].all; std::find(all.begin(), all.end(), who) != all.end()) return i;
    return std::nullopt;
  }

  void add(Row row) { insert(rows_.rows.size(), std::move(row)); }
  void insert(std::size_t at, Row row) {
    row.text = clean(row.text);
    rows_.rows.insert(rows_.rows.begin() + static_cast<std::ptrdiff_t>(at), std::move(row));
  }

  void starts(std::size_t lane, const Event& event) {
    std::string text = "starts";
    if (rows_.lanes[lane].who != event.who) text = descent_of(event.who).kind == 'x' ? "executes a program" : event.who + " starts";
    const auto maker = lane_of(event.by);
    lanes_[lane] = {};
    if (maker && maker != lane) ++lanes_[*maker].made;
    add({Row::Kind::starts, lane, text, maker == lane ? std::nullopt : maker, 1, Row::Becomes::there});
  }

  void acts(std::size_t lane, const Event& event) {
    State& state = lanes_[lane];
    const bool was_held = std::exchange(state.held, false);
    const std::string text = event.who == kGrader ? std::string(said(kSteps, event.call)) : with_line(std::string(said(kNoCalls, without_section(event.call))), event);
    const bool quiet = std::find(std::begin(kQuiet), std::end(kQuiet), event.call) != std::end(kQuiet);
    const bool done = event.who != kGrader && standing(event.call).starts_with("after ");  // it stood behind the call
    if (event.call == kEnd || (event.call == kExit && last_acts_.contains(&event))) {
      // The end of a program's first process is told by the grader, with its exit status.
      if (descent_of(event.who).kind != '\0') return ends(lane, event.who, event.call == kEnd ? "ends" : text);
      if (event.call == kEnd) return;
    }
    if (was_held) add({Row::Kind::acts, lane, quiet || done ? "goes on" : "goes on: " + text, {}, 1, Row::Becomes::there});
    if (quiet) return;
    if (!was_held) insert(done ? behind_own_last(lane, event.call) : rows_.rows.size(), {Row::Kind::acts, lane, text, {}, 1, Row::Becomes::there});
    state.asleep = false;
    state.call = std::string(without_section(event.call));
    state.said = text;
  }

  // What was called before others went on is told there; a fork before the child begins.
  std::size_t behind_own_last(std::size_t lane, const std::string& call) {
    const bool makes = call == "fork(2)" || call == "pthread_create(3)";
    if (makes && lanes_[lane].made == 0) return rows_.rows.size();
    for (std::size_t at = rows_.rows.size(); at > 0; --at) {
      const Row& row = rows_.rows[at - 1];
      const bool made_now = makes && row.kind == Row::Kind::starts && row.from == lane;
      if (made_now) --lanes_[lane].made;
      if (made_now) return at - 1;
      if (makes) continue;  // since then it has only been read from
      if (row.kind != Row::Kind::time && (row.lane == lane || (row.kind == Row::Kind::starts && row.from == lane))) return at;
    }
    return rows_.rows.size();
  }

  void held(std::size_t lane, const Event& event) {
    State& state = lanes_[lane];
    state.held = true;
    std::string where = with_line(standing(event.call), event);
    if (event.who == kGrader) where = "before it " + std::string(said(kSteps, event.call));
    else if ((event.call == "its return" || event.call == "unlocked") && !state.said.empty()) where = "after " + state.said;
    add({Row::Kind::held, lane, "held " + where, {}, 1, Row::Becomes::held});
  }

  void blocks(std::size_t lane, const Event& event) {
    State& state = lanes_[lane];
    state.again = std::exchange(state.asleep, true);
    std::string call(said(kCalls, event.call));
    if (makes(state.call, call)) call = state.call;
    const std::string object = event.object.empty() ? "" : " (" + clean(event.object) + ")";
    const std::string whole = with_line(call, event);
    state.call = call;
    if (state.again && call == "pthread_cond_wait")
      return add({Row::Kind::asleep, lane, "sleeps until it has the mutex", {}, 1, Row::Becomes::asleep});
    Row* before = rows_.rows.empty() ? nullptr : &rows_.rows.back();
    if (before != nullptr && before->kind == Row::Kind::acts && before->lane == lane && before->text.ends_with(whole)) {
      before->kind = Row::Kind::asleep;
      before->text += ", sleeps" + object;
      before->becomes = Row::Becomes::asleep;
      return;
    }
    add({Row::Kind::asleep, lane, "sleeps in " + whole + object, {}, 1, Row::Becomes::asleep});
  }

  // What it has printed since is known a moment before it is known that it woke.
  void wakes(std::size_t lane, const Event& event) {
    const bool again = std::exchange(lanes_[lane].again, false);
    lanes_[lane].asleep = again;
    if (event.by == "time") return;  // the row before says so
    std::size_t at = rows_.rows.size();
    if (again) at = behind_own_last(lane, "") - 1;  // before it fell asleep anew
    else if (at > 0 && rows_.rows[at - 1].kind == Row::Kind::prints && rows_.rows[at - 1].lane == lane) {
      std::string& text = rows_.rows[--at].text;
      if (text.starts_with(kOutput)) text.replace(0, kOutput.size(), kPrints);
    }
    insert(at, {Row::Kind::woken, lane, event.by.empty() ? "woken" : "woken by " + event.by, lane_of(event.by), 1, Row::Becomes::there});
  }

  // What comes out in pieces, one after the other, is read as one. While the program sleeps, or its child was the last to
  // do something, it may be the child who writes to its output.
  void prints(std::size_t lane, const Event& event) {
    if (!rows_.rows.empty())
      if (Row& before = rows_.rows.back(); before.kind == Row::Kind::prints && before.lane == lane) {
        if (report::columns(before.text) < 200) before.text += clean(event.object);
        return;
      }
    add({Row::Kind::prints, lane, std::string(lanes_[lane].asleep || !acted_last(lane) ? kOutput : kPrints) + event.object});
  }

  [[nodiscard]] bool acted_last(std::size_t lane) const {
    for (std::size_t at = rows_.rows.size(); at > 0; --at) {
      const Row& row = rows_.rows[at - 1];
      if ((row.kind == Row::Kind::acts || row.kind == Row::Kind::asleep) && rows_.lanes[row.lane].who != kGrader) return row.lane == lane;
    }
    return true;
  }

  void signalled(std::size_t lane, const Event& event) {
    const bool timer = event.by == "clock";
    const std::string text = event.object.empty() ? "its timer goes off" : "gets " + event.object + (timer ? " from its timer" : "");
    add({Row::Kind::signalled, lane, text, timer ? std::nullopt : lane_of(std::string(kGrader))});
  }

  void ends(std::size_t lane, const std::string& who, std::string text) {
    if (!rows_.rows.empty())  // "exit", and then how
      if (Row& before = rows_.rows.back(); before.kind == Row::Kind::acts && before.lane == lane && lanes_[lane].call == "exit") rows_.rows.pop_back();
    Row row{Row::Kind::ends, lane, std::move(text), {}, 1, Row::Becomes::gone};
    const std::string own = who + ".t";
    for (std::size_t i = 0; i < rows_.lanes.size(); ++i)
      if (rows_.lanes[i].who.starts_with(own)) row.also_gone.push_back(i);
    add(std::move(row));
  }

  static constexpr std::string_view kPrints = "prints ", kOutput = "output: ";
  Rows& rows_;
  std::vector<State> lanes_;
  std::set<const Event*> last_acts_;     // of each
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

// What keeps others out, lets them in, or carries something to them.
bool synchronises(const Row& row) {
  static constexpr std::string_view kNames[] = {"sem", "pthread_mutex", "pthread_cond", "pthread_rwlock", "pthread_barrier", "flock", "lockf", "fcntl", "msg", "mq_"};
  return (row.kind == Row::Kind::acts || row.kind == Row::Kind::asleep) &&
         std::any_of(std::begin(kNames), std::end(kNames), [&](std::string_view name) { return row.text.starts_with(name); });
}

// From all that may be left out at a pinch to the least that has to stay.
enum class Kept { locks, sleeps, least };

std::vector<bool> worth_keeping(const std::vector<Row>& rows, Kept what) {
  const bool everybody = what != Kept::least;
  std::vector<bool> keep(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const bool sleep = row.kind == Row::Kind::asleep && (everybody || stays_asleep(rows, i));
    keep[i] = i < kFirstRows || i + kLastRows >= rows.size() || row.kind == Row::Kind::held || row.kind == Row::Kind::signalled ||
              row.kind == Row::Kind::ends || (everybody && row.kind == Row::Kind::starts) || sleep || (what == Kept::locks && synchronises(row));
    if (row.kind == Row::Kind::held && i > 0) keep[i - 1] = true;  // where it was
  }
  return keep;
}

void cut_the_middle(std::vector<Row>& rows) {
  if (rows.size() <= kMostRows) return;
  std::vector<bool> keep;
  for (const Kept what : {Kept::locks, Kept::sleeps, Kept::least}) {
    keep = worth_keeping(rows, what);
    if (static_cast<std::size_t>(std::count(keep.begin(), keep.end(), true)) <= kMostKept) break;
  }
  std::vector<Row> left;
  for (std::size_t at = 0; at < rows.size();) {
    std::size_t end = at;
    while (end < rows.size() && !keep[end]) ++end;
    const bool cut = end - at >= kFewestCut;
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
  Teller(rows).tell(timeline);
  fold_equal(rows.rows);
  fold_cycles(rows.rows);
  cut_the_middle(rows.rows);
  return rows;
}

}  // namespace ipclab::report
