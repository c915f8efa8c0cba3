// ipclab doctor: what this machine can do, found out by doing it, and what to do about the rest.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "check/lab.hpp"
#include "course/build.hpp"
#include "course/compile.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"
#include "report/machine.hpp"
#include "world/isolation.hpp"

#include <fmt/format.h>
#include <optional>
#include <sys/statvfs.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

using report::Paint;
using world::Tier;

constexpr std::uint64_t kMiB = 1U << 20;
constexpr std::uint64_t kMemoryWanted = 1024 * kMiB;
constexpr std::uint64_t kDiskWanted = 200 * kMiB;

struct Line {
  enum class How { good, weaker, missing } how = How::good;
  std::string what;
  std::string advice = {};  // what to do, a sentence
};

Line about_isolation(const world::Isolation& isolation) {
  if (isolation.tier != Tier::reduced)
    return {Line::How::good,
            fmt::format("worlds: tier {}, every trial in process, IPC, mount and network spaces of its own", name(isolation.tier))};
  return {Line::How::weaker, "worlds: tier reduced, without namespaces: " + isolation.because,
          "Checks run all the same, some less surely. Let users make namespaces (sysctl kernel.unprivileged_userns_clone=1, "
          "kernel.apparmor_restrict_unprivileged_userns=0, or user.max_user_namespaces above 0: with 0 the kernel says ENOSPC, "
          "which has nothing to do with the disk), or in a container run it with --privileged, or grade as root."};
}

Line about_calls(const world::Isolation& isolation) {
  if (isolation.calls_watched) return {Line::How::good, "calls that matter are seen as they happen: seccomp user notification"};
  return {Line::How::weaker, "timers and last calls of programs cannot be seen as they happen (seccomp user notification is refused)",
          "Linux 5.5 or later has it; a container may need --security-opt seccomp=unconfined."};
}

// A small program through the very way that students' programs take.
Line about_builds(const world::Isolation& isolation, check::Build kind) {
  const std::string what = kind == check::Build::address ? "a build with AddressSanitizer" : "a build with the grader's flags";
  std::optional<course::Compiled> compiled;
  world::Pool pool(isolation, 1);
  pool.submit(course::compile_job(
                  {course::flags_of(kind), {"small.cpp"}, {{"small.cpp", "#include <unistd.h>\nint main() { return ::getpid() < 0; }\n"}}}),
              [&](world::Reply reply) { compiled = course::read_compiled(std::move(reply)); });
  pool.run();
  if (!compiled || compiled->outcome != course::Compiled::Outcome::built)
    return {Line::How::missing, what + " fails: " + (compiled ? compiled->log.substr(0, compiled->log.find('\n')) : "no answer"),
            "Install g++ (Debian, Ubuntu: apt install g++)."};
  std::string left_out;
  for (const std::string& flag : compiled->left_out) left_out += " " + flag;
  if (left_out.empty()) return {Line::How::good, fmt::format("{}: {:.0f} ms", what, compiled->ms)};
  return {Line::How::weaker, what + " works, but the compiler does not know" + left_out,
          "g++ 12 or later knows it; without it some mistakes show less surely."};
}

Line about_compiler() {
  const std::string compiler = report::this_machine().compiler;
  if (!compiler.empty()) return {Line::How::good, "compiler: " + compiler};
  return {Line::How::missing, std::string("no compiler at ") + course::kCompiler, "Install g++ (Debian, Ubuntu: apt install g++)."};
}

std::uint64_t available_memory() {
  const auto info = posix::read_file("/proc/meminfo").value_or("");
  const auto at = info.find("MemAvailable:");
  return at == std::string::npos ? 0 : std::strtoull(info.c_str() + at + 13, nullptr, 10) * 1024;
}

Line about_memory() {
  const std::uint64_t free = available_memory();
  const std::string what = fmt::format("memory: {} MiB available", free / kMiB);
  if (free >= kMemoryWanted) return {Line::How::good, what};
  return {Line::How::weaker, what, "Compilers want about 1 GiB: close something, or use check --jobs 1."};
}

Line about_disk(const fs::path& root) {
  const fs::path state = state_folder(root);
  std::error_code trouble;
  fs::create_directories(state, trouble);
  if (trouble || ::access(state.c_str(), W_OK) != 0)
    return {Line::How::weaker, shown(state) + " cannot be written",
            "Builds, progress and hints are then not kept: make the project's folder your own."};
  struct statvfs disk {};
  if (::statvfs(state.c_str(), &disk) != 0) return {Line::How::weaker, "disk: how much is free is not known"};
  const std::uint64_t free = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  const std::string what = fmt::format("disk: {} MiB free for {}", free / kMiB, shown(state));
  if (free >= kDiskWanted) return {Line::How::good, what};
  return {Line::How::weaker, what, "Make room; .ipclab/build may be removed at any time."};
}

Line about_manual() {
  for (const char* page : {"/usr/share/man/man7/pipe.7.gz", "/usr/share/man/man7/pipe.7"})
    if (::access(page, R_OK) == 0) return {Line::How::good, "manual pages: pipe(7) is there"};
  return {Line::How::weaker, "manual pages: pipe(7) is not installed",
          "Hints and findings name pages to read (Debian, Ubuntu: apt install manpages-dev man-db)."};
}

std::string text_of(const Line& line, const report::Style& style) {
  const auto [sign, paint] = line.how == Line::How::good     ? std::pair{"✓", Paint::good}
                             : line.how == Line::How::weaker ? std::pair{"?", Paint::unsure}
                                                             : std::pair{"✗", Paint::bad};
  std::string body = report::block(report::clean(line.what), 2, style.width, 2).substr(2);
  return report::painted(style, paint, sign) + " " + body + (line.advice.empty() ? "" : report::block(line.advice, 4, style.width));
}

}  // namespace

int doctor(const DoctorOptions& /*options*/) {
  const fs::path root = course::find_root();
  const report::Machine machine = report::this_machine();
  const report::Style style = style_for(1);
  std::vector<Line> lines{{Line::How::good, fmt::format("{}, {}, {} CPUs", machine.kernel, machine.architecture, machine.cpus)}};
  std::optional<world::Isolation> isolation;
  try {
    isolation = world::probe();
    lines.push_back(about_isolation(*isolation));
    lines.push_back(about_calls(*isolation));
    for (const std::string& weaker : isolation->weaker) lines.push_back({Line::How::weaker, weaker});
  } catch (const posix::Error& trouble) {
    lines.push_back({Line::How::missing, std::string("no world can be made: ") + trouble.what(), "Nothing can be checked here."});
  }
  lines.push_back(about_compiler());
  if (isolation && lines.back().how == Line::How::good)
    for (const check::Build kind : {check::Build::plain, check::Build::address}) lines.push_back(about_builds(*isolation, kind));
  lines.push_back(about_memory());
  lines.push_back(about_disk(root));
  lines.push_back(about_manual());

  std::string text;
  bool missing = false, weaker = false;
  for (const Line& line : lines) {
    text += text_of(line, style);
    missing = missing || line.how == Line::How::missing;
    weaker = weaker || line.how == Line::How::weaker;
  }
  print(text + (missing  ? "\nSomething that is needed is missing (✗).\n"
                : weaker ? "\nIt works here, with the limits marked by ?.\n"
                         : "\nAll is well.\n"));
  return missing ? kFailed : kAllPassed;
}

}  // namespace ipclab::app
