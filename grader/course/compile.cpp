#include "course/compile.hpp"

#include "observe/watch.hpp"
#include "posix/error.hpp"
#include "world/filter.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::course {
namespace {

using nlohmann::json;
using posix::Error;
using Outcome = Compiled::Outcome;

constexpr std::string_view kMark = "compile\n";  // in front of the request's JSON
constexpr const char* kProgram = "program";      // what the compiler is told to write
constexpr int kLookEvery = 100;                  // ms without news until we look whether the compiler still runs

constexpr std::pair<Outcome, std::string_view> kNames[] = {
    {Outcome::built, "built"},           {Outcome::refused, "refused"},     {Outcome::out_of_time, "out of time"},
    {Outcome::out_of_memory, "memory"},  {Outcome::too_large, "too large"}, {Outcome::stuck, "stuck"},
    {Outcome::trouble, "trouble"},
};

std::string_view name_of(Outcome outcome) {
  return std::find_if(std::begin(kNames), std::end(kNames), [&](const auto& row) { return row.first == outcome; })->second;
}

Outcome outcome_of(std::string_view name) {
  const auto* row = std::find_if(std::begin(kNames), std::end(kNames), [&](const auto& other) { return other.second == name; });
  return row == std::end(kNames) ? Outcome::trouble : row->first;
}

// How g++'s driver tells that a cap ended one of its programs, and how cc1plus and ld tell it themselves.
constexpr std::pair<std::string_view, Outcome> kCaps[] = {
    {"CPU time limit exceeded", Outcome::out_of_time}, {"out of memory", Outcome::out_of_memory},
    {"virtual memory exhausted", Outcome::out_of_memory}, {"Cannot allocate memory", Outcome::out_of_memory},
    {"memory exhausted", Outcome::out_of_memory},      {"bad_alloc", Outcome::out_of_memory},
    {"File size limit exceeded", Outcome::too_large},  {"File too large", Outcome::too_large},
    {"No space left on device", Outcome::too_large},   {"relocation truncated to fit", Outcome::too_large},
};

void write_inputs(const std::string& folder, const json& files, int bundle) {
  for (const auto& file : files) {
    const std::string path = folder + "/" + file.at("name").get<std::string>();
    if (const auto slash = path.rfind('/'); slash > folder.size())
      if (::mkdir(path.substr(0, slash).c_str(), 0755) != 0 && errno != EEXIST) throw Error("mkdir", path.substr(0, slash));
    const posix::Fd to = posix::open_file(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix::write_all(to.get(), posix::read_all(bundle, file.at("size").get<std::size_t>()));
    if (::fchmod(to.get(), 0644) != 0) throw Error("fchmod", path);
  }
}

struct Ended {
  bool stuck = false;
  int status = 0;  // as waitpid(2) gives it
};

// Waits for the compiler. Its standard streams are files, so a source that includes /dev/stderr or its like reads an
// end of file; should it find another way to wait for nothing, all its tasks are then proven asleep.
Ended wait_for(world::World& world, const world::Child& compiler) {
  observe::Watch watch(world.isolation().tier == world::Tier::reduced ? observe::Scope::descendants : observe::Scope::pid_namespace);
  const auto let_go = [](const world::Notice& notice) { return notice.kind == world::Notice::Kind::kill ? EPERM : 0; };
  int asleep = 0;
  for (;;) {
    std::array<pollfd, 3> waits{{{compiler.pidfd.get(), POLLIN, 0}, {world.control(), POLLIN, 0}, {compiler.notices.get(), POLLIN, 0}}};
    const int ready = ::poll(waits.data(), compiler.notices.open() ? 3 : 2, kLookEvery);
    if (ready < 0 && errno != EINTR) throw Error("poll");
    if (ready > 0 && waits[1].revents != 0) throw Error("compile", "called off", ECANCELED);
    if (ready > 0 && (waits[2].revents & POLLIN) != 0) world::answer_notices(compiler.notices.get(), let_go);
    if (ready > 0 && waits[0].revents != 0) break;
    if (ready > 0) asleep = 0;
    else if (watch.look() != observe::Stillness::asleep) asleep = 0;
    else if (++asleep == 3) return {true, 0};
  }
  Ended ended;
  while (::waitpid(compiler.pid, &ended.status, 0) < 0)
    if (errno != EINTR) throw Error("waitpid");
  return ended;
}

posix::Fd fetch_program(const std::string& path, Outcome& outcome) {
  const posix::Fd from = posix::open_file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  struct stat info {};
  if (::fstat(from.get(), &info) != 0 || !S_ISREG(info.st_mode)) throw Error("fstat", path);
  if (static_cast<std::size_t>(info.st_size) > kLargestProgram) {
    outcome = Outcome::too_large;
    return {};
  }
  return memory_file(kProgram, posix::read_all(from.get(), kLargestProgram));
}

// `said`: bytes that the compiler wrote, of which the log is the beginning.
Outcome judge(const Ended& ended, const std::string& log, std::uint64_t said) {
  if (ended.stuck) return Outcome::stuck;
  if (said >= kCompilerLimits.file_bytes) return Outcome::refused;  // its message reached the cap of a file
  if (WIFEXITED(ended.status) && WEXITSTATUS(ended.status) == 0) return Outcome::built;
  for (const auto& [words, outcome] : kCaps)
    if (log.find(words) != std::string::npos) return outcome;
  if (WIFSIGNALED(ended.status) || log.find("signal terminated program") != std::string::npos) return Outcome::trouble;
  return Outcome::refused;
}

struct Attempt {
  Outcome outcome = Outcome::trouble;
  std::string log;
};

Attempt compile_once(world::World& world, const std::vector<std::string>& flags, const std::vector<std::string>& sources,
                     const std::vector<std::string>& link) {
  const posix::Fd log = memory_file("log", "");
  world::Launch launch;
  launch.path = kCompiler;
  launch.args = {"g++"};
  launch.args.insert(launch.args.end(), flags.begin(), flags.end());
  launch.args.insert(launch.args.end(), {"-ffile-prefix-map=" + world.directory() + "=.", "-o", kProgram});
  launch.args.insert(launch.args.end(), sources.begin(), sources.end());
  launch.args.insert(launch.args.end(), link.begin(), link.end());
  launch.environment = {"LC_ALL=C"};
  launch.out = launch.err = log.get();
  launch.limits = kCompilerLimits;
  launch.limits.cpu_seconds = compiler_seconds();
  const Ended ended = wait_for(world, world.spawn(launch));
  Attempt attempt;
  const auto said = static_cast<std::uint64_t>(std::max<off_t>(0, ::lseek(log.get(), 0, SEEK_END)));
  if (::lseek(log.get(), 0, SEEK_SET) < 0) throw Error("lseek");
  attempt.log = posix::read_all(log.get(), kLargestLog);
  attempt.outcome = judge(ended, attempt.log, said);
  if (!ended.stuck && WIFSIGNALED(ended.status)) attempt.log += "the compiler was ended by " + posix::signal_name(WTERMSIG(ended.status)) + "\n";
  return attempt;
}

// The flag that this compiler says it does not know; nothing when it says no such thing.
std::string unknown_flag(const std::string& log, const std::vector<std::string>& flags) {
  if (log.find("unrecognized command-line option") == std::string::npos && log.find("unrecognized argument") == std::string::npos)
    return {};
  const auto named =
      std::find_if(flags.begin(), flags.end(), [&](const std::string& flag) { return log.find("'" + flag + "'") != std::string::npos; });
  return named == flags.end() ? std::string() : *named;
}

}  // namespace

unsigned compiler_seconds() {
  const char* told = std::getenv("IPCLAB_COMPILER_SECONDS");
  const int seconds = told != nullptr ? std::atoi(told) : 0;
  return seconds > 0 ? static_cast<unsigned>(seconds) : kCompilerLimits.cpu_seconds;
}

posix::Fd memory_file(const std::string& name, std::string_view bytes) {
  posix::Fd file(::memfd_create(name.c_str(), MFD_CLOEXEC));
  if (!file.open()) throw Error("memfd_create", name);
  posix::write_all(file.get(), bytes);
  if (::lseek(file.get(), 0, SEEK_SET) < 0) throw Error("lseek", name);
  return file;
}

world::Job compile_job(const Compilation& order) {
  json request{{"flags", order.flags}, {"sources", order.sources}, {"link", order.link}, {"files", json::array()}};
  std::string bundle;  // every input one after the other: their bytes are no JSON
  for (const InputFile& file : order.files) {
    request["files"].push_back({{"name", file.name}, {"size", file.text.size()}});
    bundle += file.text;
  }
  world::Job job;
  job.request = std::string(kMark) + request.dump(-1, ' ', false, json::error_handler_t::replace);
  job.fds.push_back(memory_file("inputs", bundle));
  return job;
}

Compiled read_compiled(world::Reply reply) {
  Compiled compiled;
  if (!reply.trouble.empty()) {
    compiled.log = std::move(reply.trouble);
    return compiled;
  }
  try {
    const json answer = json::parse(reply.text);
    compiled.outcome = outcome_of(answer.at("outcome").get<std::string>());
    compiled.log = answer.at("log").get<std::string>();
    compiled.ms = answer.at("ms").get<double>();
    compiled.left_out = answer.at("left_out").get<std::vector<std::string>>();
  } catch (const json::exception& trouble) {
    compiled.outcome = Outcome::trouble;
    compiled.log = std::string("the world's answer is not understood: ") + trouble.what();
  }
  if (compiled.outcome == Outcome::built && reply.fds.empty()) compiled.outcome = Outcome::trouble;
  if (compiled.outcome == Outcome::built) compiled.executable = std::move(reply.fds.front());
  return compiled;
}

bool is_compile(const world::Request& request) { return request.text.starts_with(kMark); }

world::Answer run_compile(world::World& world, const world::Request& request) {
  const json order = json::parse(request.text.substr(kMark.size()));
  if (request.fds.size() != 1) throw Error("compile", "without its inputs", EPROTO);
  write_inputs(world.directory(), order.at("files"), request.fds.front().get());
  auto flags = order.at("flags").get<std::vector<std::string>>();
  const auto sources = order.at("sources").get<std::vector<std::string>>();
  const auto link = order.at("link").get<std::vector<std::string>>();
  std::vector<std::string> left_out;
  const auto begun = std::chrono::steady_clock::now();
  Attempt attempt = compile_once(world, flags, sources, link);
  // An older compiler lacks a flag: found by doing. The program is then built without it, and that is told.
  for (std::string flag = unknown_flag(attempt.log, flags); !flag.empty(); flag = unknown_flag(attempt.log, flags)) {
    flags.erase(std::find(flags.begin(), flags.end(), flag));
    left_out.push_back(flag);
    attempt = compile_once(world, flags, sources, link);
  }
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  world::Answer answer;
  if (attempt.outcome == Outcome::built) {
    if (posix::Fd program = fetch_program(world.directory() + "/" + kProgram, attempt.outcome); program.open())
      answer.fds.push_back(std::move(program));
  }
  const json text{{"outcome", name_of(attempt.outcome)}, {"log", attempt.log}, {"left_out", left_out}, {"ms", ms}};
  answer.text = text.dump(-1, ' ', false, json::error_handler_t::replace);
  return answer;
}

}  // namespace ipclab::course
