#include "support/inside.hpp"

#include "check/wire.hpp"
#include "course/compile.hpp"
#include "walk/experiment.hpp"
#include "observe/watch.hpp"
#include "posix/error.hpp"
#include "support/observed.hpp"
#include "world/inventory.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::tests {
namespace {

constexpr std::string_view kMark = "work ";

std::map<std::string, Work, std::less<>>& works() {
  static std::map<std::string, Work, std::less<>> all;
  return all;
}

// A run as another user gets it as a descriptor: the build folder may be closed to that user.
posix::Fd open_intruder() {
  const char* given = std::getenv("IPCLAB_TEST_INTRUDER");
  return posix::open_file(given != nullptr ? given : target_path("intruder"), O_RDONLY);
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string words(const world::Notice& notice) {
  switch (notice.kind) {
    case world::Notice::Kind::timer: return "timer " + std::to_string(notice.timer) + (notice.arms ? " armed" : " off");
    case world::Notice::Kind::socket_timeout: return "socket timeout";
    case world::Notice::Kind::exit: return "exit";
    case world::Notice::Kind::kill: return "kill";
    case world::Notice::Kind::no_queue: return "no queue";
  }
  return "?";
}

const Inside intrude{"intrude", [](world::World& world, world::Request request) -> world::Answer {
  Guest guest(world, request.fds.at(0), split(request.text));
  std::string text = guest.all();
  if (WIFSIGNALED(guest.status())) text += "; killed by " + posix::signal_name(WTERMSIG(guest.status()));
  else if (WEXITSTATUS(guest.status()) != 0) text += "; exit " + std::to_string(WEXITSTATUS(guest.status()));
  return {text, {}};
}};

}  // namespace

Inside::Inside(std::string name, Work work) : name_(std::move(name)) {
  if (!works().emplace(name_, work).second) throw std::logic_error("two pieces of work are called " + name_);
}

world::Job Inside::job(const std::string& text, std::vector<posix::Fd> fds) const {
  world::Job job;
  job.request = std::string(kMark) + name_ + "\n" + text;
  job.fds.push_back(open_intruder());
  for (posix::Fd& fd : fds) job.fds.push_back(std::move(fd));
  return job;
}

world::Reply Inside::run(const world::Isolation& isolation, const std::string& text, std::vector<posix::Fd> fds) const {
  world::Reply reply;
  world::Pool pool(isolation, 1);
  pool.submit(job(text, std::move(fds)), [&reply](world::Reply got) { reply = std::move(got); });
  pool.run();
  return reply;
}

world::Answer work_inside(world::World& world, const world::Request& request) {
  if (!request.text.starts_with(kMark)) {
    if (check::is_trial(request)) return check::run_trial(world, request);
    if (course::is_compile(request)) return course::run_compile(world, request);
    if (walk::is_experiment(request)) return walk::run_experiment(world, request);
    throw std::runtime_error("nobody knows this work");
  }
  const auto end = request.text.find('\n');
  const auto work = works().find(std::string_view(request.text).substr(kMark.size(), end - kMark.size()));
  if (work == works().end()) throw std::runtime_error("nobody knows this work");
  world::Request own;
  own.text = request.text.substr(end + 1);
  for (const posix::Fd& fd : request.fds) own.fds.emplace_back(::fcntl(fd.get(), F_DUPFD_CLOEXEC, 3));
  return work->second(world, std::move(own));
}

const std::vector<world::Isolation>& all_tiers() {
  static const std::vector<world::Isolation> all = [] {
    std::vector<world::Isolation> found;
    const char* asked = std::getenv("IPCLAB_TIER");
    const std::string before = asked != nullptr ? asked : "";
    for (const char* tier : {"root", "user", "reduced"}) {
      if (!before.empty() && before != tier) continue;
      ::setenv("IPCLAB_TIER", tier, 1);
      try {
        found.push_back(world::probe());
      } catch (const posix::Error&) {
        // not on this machine; the test of the tiers says which there are
      }
    }
    if (before.empty()) ::unsetenv("IPCLAB_TIER");
    else ::setenv("IPCLAB_TIER", before.c_str(), 1);
    return found;
  }();
  return all;
}

std::vector<world::Tier> tiers_here() {
  std::vector<world::Tier> tiers;
  for (const world::Isolation& isolation : all_tiers()) tiers.push_back(isolation.tier);
  return tiers;
}

const world::Isolation& isolation_of(world::Tier tier) {
  for (const world::Isolation& isolation : all_tiers())
    if (isolation.tier == tier) return isolation;
  throw std::runtime_error("no such tier here");
}

bool has_queues(world::Tier tier) { return tier != world::Tier::reduced || world::queues_can_be_seen(); }

bool hides_files(world::Tier tier) {
  const auto& weaker = isolation_of(tier).weaker;
  return std::none_of(weaker.begin(), weaker.end(), [](const std::string& line) { return line.starts_with("No Landlock"); });
}

Guest::Guest(world::World& world, const posix::Fd& program, std::vector<std::string> args, world::Limits limits) : world_(world) {
  auto [read, write] = posix::make_pipe();
  static int number = 0;
  world::Launch launch;
  launch.path = world.install("intruder" + std::to_string(++number), program.get());
  launch.args = std::move(args);
  launch.args.insert(launch.args.begin(), "intruder");
  launch.out = write.get();
  launch.limits = limits;
  child_ = world.spawn(launch);
  out_ = std::move(read);
}

// One round: waits until there is something to do (or so many ms), and does it.
void Guest::serve(int timeout) {
  std::array<pollfd, 4> waits{{{out_.get(), POLLIN, 0}, {child_.notices.get(), POLLIN, 0}, {ended_ ? -1 : child_.pidfd.get(), POLLIN, 0}, {world_.control(), POLLIN, 0}}};
  if (!out_.open()) waits[0].fd = -1;
  if (!child_.notices.open()) waits[1].fd = -1;
  if (::poll(waits.data(), waits.size(), timeout) < 0 && errno != EINTR) throw posix::Error("poll");
  if (waits[3].revents != 0) throw std::runtime_error("the grader has gone");
  if ((waits[1].revents & POLLIN) != 0)
    world::answer_notices(child_.notices.get(), [this](const world::Notice& notice) {
      held_.push_back(words(notice));
      return answer(notice);
    });
  else if (waits[1].revents != 0) child_.notices.reset();
  if (waits[0].revents != 0) {
    std::array<char, 4096> bytes{};
    const ssize_t got = ::read(out_.get(), bytes.data(), bytes.size());
    if (got > 0) output_.append(bytes.data(), static_cast<std::size_t>(got));
    else if (got == 0) out_.reset();
  }
  if (waits[2].revents != 0) ended_ = ::waitpid(child_.pid, &status_, 0) == child_.pid;
}

bool Guest::says(std::string_view text) {
  while (output_.find(text) == std::string::npos) {
    if (!out_.open()) return false;
    serve();
  }
  return true;
}

void Guest::until_asleep() {
  observe::Watch watch(world_.isolation().tier == world::Tier::reduced ? observe::Scope::descendants : observe::Scope::pid_namespace);
  do serve(1);  // a call that is held looks asleep, too: it is let go first
  while (watch.look() != observe::Stillness::asleep);
}

const std::string& Guest::all() {
  while (out_.open() || !ended_) serve();
  return output_;
}

std::string intruder(const world::Isolation& isolation, const std::vector<std::string>& args) {
  std::string text;
  for (const std::string& arg : args) text += arg + "\n";
  const world::Reply reply = intrude.run(isolation, text);
  return reply.trouble.empty() ? reply.text : "trouble: " + reply.trouble;
}

}  // namespace ipclab::tests
