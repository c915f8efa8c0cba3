#include "support/real_run.hpp"

#include "posix/error.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace ipclab::tests {
namespace {

std::string files_below(const fs::path& folder, const char* left_out) {
  std::vector<std::string> names;
  for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->path().filename() == left_out) entry.disable_recursion_pending();
    else names.push_back(entry->path().string());
  }
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text += name + "\n";
  return text;
}

posix::Fd file_for(const char* name) {
  posix::Fd file(static_cast<int>(::syscall(SYS_memfd_create, name, 1U)));
  if (!file.open()) throw posix::Error("memfd_create");
  return file;
}

std::string text_in(const posix::Fd& file) {
  ::lseek(file.get(), 0, SEEK_SET);
  return posix::read_all(file.get(), 16U << 20);
}

[[noreturn]] void become(const Checkout& checkout, const Order& order, int program, int out, int err) {
  std::map<std::string, std::string> variables{{"IPCLAB_ROOT", checkout.root().string()},
                                               {"TMPDIR", checkout.temporary().string()},
                                               {"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                               {"TERM", "xterm"}};
  if (const char* tier = std::getenv("IPCLAB_TIER")) variables["IPCLAB_TIER"] = tier;
  for (const auto& [name, value] : order.environment) variables[name] = value;
  std::vector<std::string> words{"ipclab"}, entries;
  words.insert(words.end(), order.args.begin(), order.args.end());
  for (const auto& [name, value] : variables) entries.push_back(name + "=" + value);
  std::vector<char*> argv, environment;
  for (std::string& word : words) argv.push_back(word.data());
  for (std::string& entry : entries) environment.push_back(entry.data());
  argv.push_back(nullptr);
  environment.push_back(nullptr);
  ::setpgid(0, 0);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGSEGV, SIGABRT, SIGFPE, SIGILL}) std::signal(signal, SIG_DFL);
  const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(null, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (::chdir("/") != 0) ::_exit(126);
  order.before();
  if (order.user != 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(order.user, order.user, order.user) != 0 ||
                          ::setresuid(order.user, order.user, order.user) != 0))
    ::_exit(126);
  ::fexecve(program, argv.data(), environment.data());
  ::_exit(127);
}

}  // namespace

Checkout::Checkout() {
  std::string folder = (fs::temp_directory_path() / "ipclab-checkout-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) throw posix::Error("mkdtemp", folder);
  folder_ = folder;
  ::chmod(folder.c_str(), 0755);
  fs::create_directories(root() / "grader");
  fs::create_directories(tree());
  fs::create_directories(temporary());
  const auto deep = fs::copy_options::recursive;
  fs::copy(project_root() / "labs", root() / "labs", deep);
  fs::copy(project_root() / "solutions", root() / "solutions", deep);
  fs::copy(project_root() / "grader" / "labs", root() / "grader" / "labs", deep);
}

Checkout::~Checkout() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Checkout::write(const std::string& path, const std::string& text) const {
  const fs::path file = tree() / path;
  fs::create_directories(file.parent_path());
  posix::replace_file(file.string(), text);
}

void Checkout::forget_tree() const {
  fs::remove_all(tree());
  fs::create_directories(tree());
}

void Checkout::give_to(unsigned user) const {
  const auto give = [user](const fs::path& path) {
    if (::lchown(path.c_str(), user, user) != 0) throw posix::Error("lchown", path.string());
  };
  give(folder_);
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) give(entry.path());
}

std::string Checkout::files() const { return files_below(root(), ".ipclab") + files_below(tree(), "") + files_below(temporary(), ""); }

RealRun::RealRun(const Checkout& checkout, const Order& order) : out_(file_for("out")), err_(file_for("err")) {
  if (::prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) throw posix::Error("prctl(PR_SET_CHILD_SUBREAPER)");
  // By descriptor: the user need not be able to reach the build folder.
  const posix::Fd program = posix::open_file(IPCLAB_PROGRAM, O_RDONLY);
  sigset_t all, usual;  // held back until the child has let go of Catch2's handlers
  sigfillset(&all);
  ::sigprocmask(SIG_BLOCK, &all, &usual);
  pid_ = ::fork();
  const int trouble = errno;
  if (pid_ != 0) ::sigprocmask(SIG_SETMASK, &usual, nullptr);
  if (pid_ < 0) throw posix::Error("fork", "", trouble);
  if (pid_ == 0) become(checkout, order, program.get(), out_.get(), err_.get());
  ::setpgid(pid_, pid_);  // whichever of the two comes first
  pidfd_ = posix::Fd(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
}

RealRun::~RealRun() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool RealRun::ends_within(int ms) const {
  pollfd end{pidfd_.get(), POLLIN, 0};
  return ::poll(&end, 1, ms) > 0;
}

Ended RealRun::wait() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {}
  pid_ = -1;
  Ended ended;
  ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ended.out = text_in(out_);
  ended.err = text_in(err_);
  return ended;
}

Ended run(const Checkout& checkout, const Order& order) { return RealRun(checkout, order).wait(); }

bool nobody_is_left(bool wait) {
  while (::waitpid(-1, nullptr, wait ? 0 : WNOHANG) > 0) {}
  return errno == ECHILD;
}

}  // namespace ipclab::tests
