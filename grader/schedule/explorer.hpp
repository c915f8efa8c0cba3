// Which schedules of one check are run: first both base orders, then each point that they came to held once, in both
// orders. A pure state machine, so that worlds can run side by side while the answer stays the same: the schedules
// have numbers, and the verdict is that of the lowest number that decides.
//
// One delay at a time over two orders finds every bug that needs one preemption (CHESS, Musuvathi and Qadeer 2007;
// PCT, Burckhardt et al. 2010); two delays and a random walk are levels that one can ask for.
//
// A delay where nobody else could go on is not run, for it is the same schedule as another one: the thread goes on at
// once, is last in line from then on, and so it would be if it were held at its next point. (Partial order reduction
// in its simplest form, Godefroid 1996: no choice, no branch.)
#pragma once
#include "schedule/plan.hpp"
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ipclab::schedule {

struct Depth {
  enum class Level {
    orders,    // the base orders only: for what depends on no more than who is faster
    singles,   // one delay at a time
    pairs,     // after these two delays at a time
    walk,      // instead of delays, random orders
  } level = Level::singles;
  std::size_t most = 400;        // schedules of one check; more are sampled, and that is said
  unsigned per_site = 2;         // a thread's calls from one place in the program beyond these are not held
  std::uint64_t seed = 1;        // of samples, and of the first walk
  bool spurious = false;         // the base orders also with spurious wake-ups
  std::optional<Failure> failure = {};  // in every schedule
};

// Numbers: 0 and 1 are the base orders, then come those with spurious wake-ups (when somebody waited for a condition),
// then the delays of the oldest first, in the order in which the points were seen, then those of the newest first, then
// the pairs in the same way. What is drawn keeps its place in this order.
class Explorer {
 public:
  explicit Explorer(const Depth& depth);

  // The next schedule to run, with its number from 0; nothing when all are given out, or when the answers of the base
  // orders must come first.
  struct Numbered { std::size_t number; Plan plan; };
  [[nodiscard]] std::optional<Numbered> next();
  // The answer: which points the schedule came to, and whether it ends the search (the promise was broken, or nothing
  // can be decided). Later numbers are not given out any more.
  void seen(std::size_t number, const std::vector<Seen>& points, bool decides);
  // No more answers are to come that could matter.
  [[nodiscard]] bool finished() const;
  // The lowest number that decided, once finished().
  [[nodiscard]] std::optional<std::size_t> decided() const;

  [[nodiscard]] Plan plan(std::size_t number) const; // of a number given out
  [[nodiscard]] std::size_t schedules() const;       // answered and counted: all up to the one that decided
  [[nodiscard]] std::size_t shown() const;           // with those that are the same as one of these, and were not run
  [[nodiscard]] std::optional<std::size_t> planned() const;  // how many there are; not known before the base orders are
  // What follows speaks of the base orders without spurious wake-ups, up to the one that decided.
  [[nodiscard]] std::size_t points() const;          // different points seen
  [[nodiscard]] std::size_t left_out() const;        // of these: never held, because of per_site
  [[nodiscard]] std::size_t no_choice() const;       // of these: never held, because nobody else could go on there
  [[nodiscard]] bool sampled() const;                // not all of this level was run, but a choice drawn with the seed
  [[nodiscard]] bool has_all_singles() const;        // both base orders and each delay alone were among them

 private:
  struct Delays {                // of one base order
    Plan::Order order = Plan::Order::oldest;
    std::vector<PointKey> seen;  // all of them, each once
    std::vector<PointKey> held;  // those that per_site leaves
    std::vector<PointKey> single;  // of these: those at which somebody else could go on
    std::vector<PointKey> looped;  // neither held nor the same as one that is
    std::size_t spared = 0;        // of `held` those that are not in `single`
    bool waits_for_condition = false;
  };
  struct Pick {                  // a schedule that is not a base order
    std::size_t base = 0;
    std::size_t first = 0;       // of delays_[base]: of `single`, in a pair of `held`; of a walk its seed's distance from the first
    std::optional<std::size_t> second;
  };
  void take_points(Delays& delays, const std::vector<Seen>& points) const;
  [[nodiscard]] std::set<PointKey> of_bases(std::vector<PointKey> Delays::*which) const;
  void lay_out();
  void pick_singles(std::size_t room);
  void pick_pairs(std::size_t room);
  [[nodiscard]] std::vector<std::size_t> draw(std::size_t count, std::size_t of);
  [[nodiscard]] std::size_t below(std::size_t bound);

  Depth depth_;
  std::array<Delays, 2> delays_;
  std::size_t bases_ = 2;                  // base orders, with the spurious ones once these are known
  bool laid_out_ = false;                  // everything below is known
  std::vector<Pick> picks_;                // number - bases_
  bool sampled_ = false;
  bool all_singles_ = false;
  std::uint64_t random_;
  std::size_t given_ = 0;
  std::size_t answered_ = 0;               // all numbers below
  std::set<std::size_t> early_;            // answered though a number below is not
  std::optional<std::size_t> decided_;
};

}  // namespace ipclab::schedule
