#include "schedule/token.hpp"

#include "posix/error.hpp"
#include "schedule/names.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace ipclab::schedule {
namespace {

constexpr std::string_view kExample = "sigprocmask/misses-no-signal:old+waiter/pause.1";
constexpr int kHighestErrno = 133;
constexpr std::pair<Plan::Order, std::string_view> kOrders[] = {
    {Plan::Order::oldest, "old"}, {Plan::Order::newest, "new"}, {Plan::Order::free, "free"}};

bool small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool letter(char c) { return small_letter(c) || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool of_name(char c) { return letter(c) || digit(c) || c == '_' || c == '-'; }
bool of_call(char c) { return letter(c) || digit(c) || c == '_'; }

// What a person typed, told back: nothing in it may act on the terminal.
std::string quoted(std::string_view text) {
  std::string shown;
  for (const char c : text.substr(0, 60)) shown += c >= ' ' && c <= '~' ? c : '?';
  return "`" + shown + (text.size() > 60 ? "..." : "") + "`";
}

// Takes a token apart from its front.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Token read() {
    if (text_.empty()) throw std::invalid_argument("this is an empty token; one looks like " + std::string(kExample));
    Token token;
    token.lab = word("the lab's name", of_name);
    want('/', "behind the lab's name comes a slash and the check's name");
    token.check = word("the check's name", of_name);
    want(':', "behind the check's name comes a colon and the order: old, new, free or walk=SEED");
    order(token.plan);
    while (next() == '~') luck(token.plan);
    while (next() == '+') delay(token.plan);
    if (next() == '~') fail("luck (~) stands before the delays (+)");
    if (at_ < text_.size()) fail("nothing can follow here but ~ with some luck or + with a delay");
    return token;
  }

 private:
  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  [[noreturn]] void fail(const std::string& why) const { fail_at(at_, why); }
  [[noreturn]] void fail_at(std::size_t where, const std::string& why) const {
    const std::string place =
        where < text_.size() ? "at " + quoted(text_.substr(where)) + ", character " + std::to_string(where + 1) : "at its end";
    throw std::invalid_argument("the token " + quoted(text_) + " cannot be read " + place + ": " + why +
                                "; a token looks like " + std::string(kExample));
  }

  void want(char c, const std::string& why) {
    if (next() != c) fail(why);
    ++at_;
  }

  std::string word(const std::string& what, bool (*belongs)(char)) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    if (at_ == begin) fail("here should be " + what);
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string call(const std::string& what) {
    const std::size_t begin = at_;
    std::string named = word(what, of_call);
    if (is_call(named)) return named;
    const std::string near = nearest_call(named);
    fail_at(begin, "no schedule knows a call " + quoted(named) + (near.empty() ? ": `pause`, `read` and `pthread_mutex_lock` are some" : "; did you mean `" + near + "`?"));
  }

  // Written in one way only: no sign, no zero in front.
  template <class Number>
  Number number(const std::string& what, Number least) {
    const std::size_t begin = at_;
    Number value{};
    const auto [end, trouble] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (trouble == std::errc::result_out_of_range) fail(what + " is too large");
    if (trouble != std::errc()) fail("here should be " + what);
    at_ = static_cast<std::size_t>(end - text_.data());
    if (text_[begin] == '0' && at_ > begin + 1) fail_at(begin, what + " has a zero in front");
    if (value < least) fail_at(begin, what + " counts from " + std::to_string(least));
    return value;
  }

  void order(Plan& plan) {
    const std::size_t begin = at_;
    const std::string named = word("the order: old, new, free or walk=SEED", small_letter);
    if (named == "walk") {
      want('=', "a walk needs its seed: walk=SEED");
      plan.order = Plan::Order::walk;
      plan.seed = number<std::uint64_t>("the walk's seed", 0);
      return;
    }
    const auto* row = std::find_if(std::begin(kOrders), std::end(kOrders), [&](const auto& other) { return other.second == named; });
    if (row == std::end(kOrders)) fail_at(begin, "there is no such order; there are old, new, free and walk=SEED");
    plan.order = row->first;
  }

  void luck(Plan& plan) {
    const std::size_t begin = at_++;
    const std::string named = word("some luck: spurious or fail=CALL.NTH.ERRNO", small_letter);
    if (named == "spurious") {
      if (std::exchange(plan.spurious, true)) fail_at(begin, "~spurious stands here twice");
      return;
    }
    if (named != "fail") fail_at(begin, "there is no such luck; there are ~spurious and ~fail=CALL.NTH.ERRNO");
    if (plan.failure) fail_at(begin, "only one call can fail in a schedule");
    want('=', "it needs the call that fails: ~fail=CALL.NTH.ERRNO");
    Failure failure;
    failure.call = call("the call that fails");
    want('.', "behind the call comes a stop and the how manieth such call fails: ~fail=fork.1.EAGAIN");
    failure.nth = number<unsigned>("the number of the call", 1);
    want('.', "behind the number comes a stop and the error's name: ~fail=fork.1.EAGAIN");
    failure.error = error();
    plan.failure = std::move(failure);
  }

  int error() {
    const std::size_t begin = at_;
    const std::string named = word("the error's name, like EAGAIN", of_call);
    for (int number = 1; number <= kHighestErrno; ++number)
      if (posix::errno_name(number) == named) return number;
    fail_at(begin, "errno(3) knows no such error");
  }

  void delay(Plan& plan) {
    const std::size_t begin = at_++;
    PointKey key;
    key.who = thread();
    want('/', "behind the thread comes a slash and the call it is held at: client/read.1");
    key.call = key.who == "grader" ? word("the step that the grader is held at", of_call) : call("the call that the thread is held at");
    want('.', "behind the call comes a stop and its number, from 1: client/read.1");
    key.nth = number<unsigned>("the number of the call", 1);
    if (plan.order == Plan::Order::free) fail_at(begin, "in the order free nobody is held");
    if (std::find(plan.delays.begin(), plan.delays.end(), key) != plan.delays.end()) fail_at(begin, "this delay stands here twice");
    plan.delays.push_back(std::move(key));
  }

  // "relay", "relay#2", then .cN, .tN, .xN for each generation.
  std::string thread() {
    const std::size_t begin = at_;
    (void)word("the program whose thread is held", of_name);
    if (next() == '#') {
      ++at_;
      (void)number<unsigned>("the number of the program, as in client#2,", 2);
    }
    while (next() == '.') {
      ++at_;
      if (next() != 'c' && next() != 't' && next() != 'x')
        fail("behind the stop comes c (a child), t (a thread) or x (a program executed) with its number: client.c1");
      ++at_;
      (void)number<unsigned>("the number of the child, thread or program", 1);
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string write_token(const Token& token) {
  const Plan& plan = token.plan;
  std::string text = token.lab + "/" + token.check + ":";
  if (plan.order == Plan::Order::walk) text += "walk=" + std::to_string(plan.seed);
  for (const auto& [order, named] : kOrders)
    if (order == plan.order) text += named;
  if (plan.spurious) text += "~spurious";
  if (plan.failure)
    text += "~fail=" + plan.failure->call + "." + std::to_string(plan.failure->nth) + "." + posix::errno_name(plan.failure->error);
  for (const PointKey& key : plan.delays) text += "+" + key.who + "/" + key.call + "." + std::to_string(key.nth);
  return text;
}

std::string_view example_token() { return kExample; }

Token read_token(std::string_view text) { return Reader(text).read(); }

}  // namespace ipclab::schedule
