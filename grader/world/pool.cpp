#include "world/pool.hpp"

#include "posix/error.hpp"
#include "posix/message.hpp"
#include "world/host.hpp"
#include "world/spawn.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <deque>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

using Then = std::function<void(Reply)>;

// One host process. Dies with the grader: by PR_SET_PDEATHSIG where namespaces then end its worlds, else by the end
// of its socket, so that it can still clean up.
class Host {
 public:
  explicit Host(const Isolation& isolation) {
    auto [ours, theirs] = posix::make_socket_pair();
    const pid_t grader = ::getpid();
    const int socket = theirs.get();
    const bool dies = isolation.tier != Tier::reduced;
    Command command;
    command.path = "/proc/self/exe";
    command.args = {kHostFlag, std::string(name(isolation.tier)), isolation.calls_watched ? "watch" : "blind"};
    command.inherit_environment = true;
    pid_ = spawn(command, [socket, grader, dies]() -> const char* {
      if (::setpgid(0, 0) != 0) return "setpgid";
      if (dies && ::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return "prctl(PR_SET_PDEATHSIG)";
      if (::getppid() != grader) return "getppid";  // the grader died before the line above
      if (::dup2(socket, 0) != 0) return "dup2";
      return nullptr;
    });
    socket_ = std::move(ours);
  }

  Host(Host&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)), socket_(std::move(other.socket_)), then_(std::move(other.then_)) {}
  Host& operator=(Host&&) = delete;

  ~Host() {
    if (pid_ < 0) return;
    // The host sees the end of the socket, ends its world and all in it, and then itself.
    socket_.reset();
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {}
  }

  [[nodiscard]] bool idle() const { return !then_; }
  [[nodiscard]] int socket() const { return socket_.get(); }

  void start(Job job, Then then) {
    std::vector<int> fds;
    for (const posix::Fd& fd : job.fds) fds.push_back(fd.get());
    posix::send_message(socket_.get(), job.request, fds);
    then_ = std::move(then);
  }

  // Reads the answer that is waiting. False when the host is gone.
  bool finish(Reply& reply, Then& then) {
    then = std::exchange(then_, nullptr);
    try {
      if (auto message = posix::receive_message(socket_.get()); message && !message->bytes.empty()) {
        const bool answered = message->bytes.front() == kAnswered;
        message->bytes.erase(0, 1);
        (answered ? reply.text : reply.trouble) = std::move(message->bytes);
        reply.fds = std::move(message->fds);
        return true;
      }
      reply.trouble = "the world's host ended unexpectedly";
    } catch (const posix::Error& error) {
      reply.trouble = std::string("the world's host ended unexpectedly: ") + error.what();
    }
    return false;
  }

 private:
  pid_t pid_ = -1;  // -1 when moved from
  posix::Fd socket_;
  Then then_;       // set while a job runs
};

}  // namespace

struct Pool::Private {
  Isolation isolation;
  std::size_t most;
  std::vector<Host> hosts;
  std::deque<std::pair<Job, Then>> waiting;

  // An idle host, a new one if there may be one more, or nothing.
  Host* find_idle() {
    for (Host& host : hosts)
      if (host.idle()) return &host;
    if (hosts.size() >= most) return nullptr;
    hosts.emplace_back(isolation);
    return &hosts.back();
  }

  void start_waiting() {
    while (!waiting.empty()) {
      Host* host = find_idle();
      if (host == nullptr) return;
      auto [job, then] = std::move(waiting.front());
      waiting.pop_front();
      host->start(std::move(job), std::move(then));
    }
  }

  [[nodiscard]] bool busy() const {
    return std::any_of(hosts.begin(), hosts.end(), [](const Host& host) { return !host.idle(); });
  }

  void remove(std::size_t index) {
    std::vector<Host> kept;
    kept.reserve(hosts.size());
    for (std::size_t i = 0; i < hosts.size(); ++i)
      if (i != index) kept.push_back(std::move(hosts[i]));
    hosts.swap(kept);
  }
};

Pool::Pool(const Isolation& isolation, int hosts) : private_(std::make_unique<Private>()) {
  private_->isolation = isolation;
  // Without namespaces worlds share keys and names: one at a time.
  private_->most = isolation.tier == Tier::reduced ? 1 : static_cast<std::size_t>(std::max(1, hosts));
  private_->hosts.reserve(private_->most);
}

Pool::~Pool() = default;

void Pool::submit(Job job, std::function<void(Reply)> then) { private_->waiting.emplace_back(std::move(job), std::move(then)); }

bool Pool::run(int stop_fd, const std::function<bool()>& attend) {
  for (;;) {
    private_->start_waiting();
    if (!private_->busy()) return true;
    std::vector<pollfd> polled{{stop_fd, POLLIN, 0}};
    for (const Host& host : private_->hosts) polled.push_back({host.idle() ? -1 : host.socket(), POLLIN, 0});
    if (::poll(polled.data(), polled.size(), -1) < 0) {
      if (errno == EINTR) continue;
      throw posix::Error("poll");
    }
    if (polled[0].revents != 0 && !(attend && attend())) {
      private_->waiting.clear();
      private_->hosts.clear();
      return false;
    }
    for (std::size_t i = 1; i < polled.size(); ++i) {
      if (polled[i].revents == 0) continue;
      Reply reply;
      Then then;
      if (!private_->hosts[i - 1].finish(reply, then)) private_->remove(i - 1);
      then(std::move(reply));
      break;  // `then` or remove may have changed the list
    }
  }
}

}  // namespace ipclab::world
