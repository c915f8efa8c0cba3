#include "schedule/explorer.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>

namespace ipclab::schedule {

Explorer::Explorer(const Depth& depth) : depth_(depth), random_(depth.seed) {
  depth_.most = std::max<std::size_t>(depth_.most, 1);
  delays_[1].order = Plan::Order::newest;
  bases_ = std::min<std::size_t>(2, depth_.most);
}

std::optional<Explorer::Numbered> Explorer::next() {
  if (decided_) return std::nullopt;
  const std::size_t known = bases_ + (laid_out_ ? picks_.size() : 0);
  if (given_ == known) return std::nullopt;
  const std::size_t number = given_++;
  return Numbered{number, plan(number)};
}

void Explorer::seen(std::size_t number, const std::vector<Seen>& points, bool decides) {
  if (number >= given_) throw std::logic_error("an answer to a schedule that was never run");
  if (number < answered_ || early_.count(number) > 0) return;
  if (number < delays_.size()) take_points(delays_[number], points);
  if (decides) decided_ = std::min(number, decided_.value_or(number));
  early_.insert(number);
  while (early_.erase(answered_) > 0) ++answered_;
  if (!decided_ && !laid_out_ && answered_ >= bases_) lay_out();
}

bool Explorer::finished() const {
  return decided_ ? answered_ > *decided_ : laid_out_ && answered_ == bases_ + picks_.size();
}

std::optional<std::size_t> Explorer::decided() const { return finished() ? decided_ : std::nullopt; }

std::size_t Explorer::schedules() const { return decided_ ? std::min(answered_, *decided_ + 1) : answered_; }

std::size_t Explorer::shown() const { return schedules() + (finished() && !decided_ && all_singles_ ? delays_[0].spared + delays_[1].spared : 0); }

std::optional<std::size_t> Explorer::planned() const {
  return laid_out_ ? std::optional(bases_ + picks_.size()) : std::nullopt;
}

Plan Explorer::plan(std::size_t number) const {
  Plan plan;
  plan.failure = depth_.failure;
  if (number < bases_) {
    plan.order = delays_[number % 2].order;
    plan.spurious = number >= 2;
    return plan;
  }
  const Pick& pick = picks_.at(number - bases_);
  if (depth_.level == Depth::Level::walk) {
    plan.order = Plan::Order::walk;
    plan.seed = depth_.seed + pick.first;
    return plan;
  }
  const Delays& delays = delays_[pick.base];
  plan.order = delays.order;
  if (pick.second) plan.delays = {delays.held.at(pick.first), delays.held.at(*pick.second)};
  else plan.delays = {delays.single.at(pick.first)};
  return plan;
}

// The answer of a later number may be there before that of the one that decides: it must not count.
std::set<PointKey> Explorer::of_bases(std::vector<PointKey> Delays::*which) const {
  std::set<PointKey> all;
  for (std::size_t base = 0; base < std::min<std::size_t>(2, schedules()); ++base) all.insert((delays_[base].*which).begin(), (delays_[base].*which).end());
  return all;
}

std::size_t Explorer::points() const { return of_bases(&Delays::seen).size(); }

std::size_t Explorer::left_out() const {
  const std::set<PointKey> single = of_bases(&Delays::single), looped = of_bases(&Delays::looped);
  return static_cast<std::size_t>(std::count_if(looped.begin(), looped.end(), [&](const PointKey& key) { return single.count(key) == 0; }));
}

std::size_t Explorer::no_choice() const { return points() - left_out() - of_bases(&Delays::single).size(); }

bool Explorer::sampled() const { return sampled_; }

bool Explorer::has_all_singles() const { return all_singles_; }

void Explorer::take_points(Delays& delays, const std::vector<Seen>& points) const {
  struct Point { const Seen* seen; bool held, single; };
  std::vector<Point> all;
  std::set<PointKey> known;
  std::map<std::tuple<std::string, std::string, std::uint64_t>, unsigned> calls;  // of one thread from one place
  for (const Seen& seen : points) {
    const PointKey& key = seen.key;
    if (!known.insert(key).second) continue;
    if (key.call == "pthread_cond_wait") delays.waits_for_condition = true;
    // A point whose place nobody knows is like no other: the grader's steps, a thread's first moment.
    const bool held = seen.site == 0 || ++calls[{key.who, key.call, seen.site}] <= depth_.per_site;
    all.push_back({&seen, held, held});
  }
  // From the last to the first: whether the schedule in which this thread is held at its next point is run. There is
  // none behind its last one, where nobody is held; and the grader is held for one step only.
  std::map<std::string, bool> next_is_run;
  for (auto point = all.rbegin(); point != all.rend(); ++point) {
    const std::string& who = point->seen->key.who;
    const auto next = who == kGrader ? next_is_run.end() : next_is_run.find(who);
    const bool same = depth_.level == Depth::Level::singles && point->seen->alone && (next == next_is_run.end() || next->second);
    if (same) point->single = false;
    next_is_run[who] = same || point->held;
    if (!same && !point->held) delays.looped.push_back(point->seen->key);
  }
  for (const Point& point : all) {
    delays.seen.push_back(point.seen->key);
    if (point.held) delays.held.push_back(point.seen->key);
    if (point.single) delays.single.push_back(point.seen->key);
    if (point.held && !point.single) ++delays.spared;
  }
}

// Everything that is still to come, once it is known which points there are.
void Explorer::lay_out() {
  if (bases_ == 2 && depth_.spurious && (delays_[0].waits_for_condition || delays_[1].waits_for_condition)) {
    bases_ = std::min<std::size_t>(4, depth_.most);
    sampled_ = bases_ < 4;
  }
  laid_out_ = true;
  if (depth_.level == Depth::Level::orders) return;
  const std::size_t room = depth_.most - bases_;
  if (depth_.level == Depth::Level::walk) {
    for (std::size_t walk = 0; walk < room; ++walk) picks_.push_back({0, walk, std::nullopt});
    return;
  }
  pick_singles(room);
  if (depth_.level == Depth::Level::pairs) pick_pairs(room - picks_.size());
}

void Explorer::pick_singles(std::size_t room) {
  const std::size_t first = delays_[0].single.size(), both = first + delays_[1].single.size();
  for (const std::size_t at : draw(room, both))
    picks_.push_back(at < first ? Pick{0, at, std::nullopt} : Pick{1, at - first, std::nullopt});
  all_singles_ = bases_ >= 2 && !sampled_;
}

void Explorer::pick_pairs(std::size_t room) {
  const auto pairs = [](const Delays& delays) { return delays.held.empty() ? 0 : delays.held.size() * (delays.held.size() - 1) / 2; };
  const std::size_t first = pairs(delays_[0]), both = first + pairs(delays_[1]);
  for (const std::size_t at : draw(room, both)) {
    Pick pick{at < first ? 0U : 1U, 0, std::nullopt};
    // Numbered (0,1) (0,2) ... (1,2) ...: behind each first one stand fewer second ones.
    std::size_t rest = pick.base == 0 ? at : at - first;
    std::size_t behind = delays_[pick.base].held.size() - 1;
    for (; rest >= behind; ++pick.first) rest -= behind--;
    pick.second = pick.first + 1 + rest;
    picks_.push_back(pick);
  }
}

// `count` of the numbers below `of`, each choice as likely as any other, in ascending order (R. W. Floyd, CACM 1987).
std::vector<std::size_t> Explorer::draw(std::size_t count, std::size_t of) {
  std::set<std::size_t> drawn;
  if (count < of) sampled_ = true;
  for (std::size_t top = of - std::min(count, of); top < of; ++top) {
    const std::size_t one = count < of ? below(top + 1) : top;
    drawn.insert(drawn.count(one) > 0 ? top : one);
  }
  return {drawn.begin(), drawn.end()};
}

// SplitMix64: the same on every machine, which std::uniform_int_distribution is not.
std::size_t Explorer::below(std::size_t bound) {
  const std::uint64_t uneven = -static_cast<std::uint64_t>(bound) % bound;  // so many would come up once too often
  for (;;) {
    random_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = random_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    mixed ^= mixed >> 31U;
    if (mixed >= uneven) return static_cast<std::size_t>(mixed % bound);
  }
}

}  // namespace ipclab::schedule
