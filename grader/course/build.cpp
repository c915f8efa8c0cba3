#include "course/build.hpp"

#include "course/compile.hpp"
#include "course/source.hpp"
#include "posix/error.hpp"
#include "schedule/shim_image.hpp"

#include <algorithm>
#include <memory>
#include <sys/stat.h>

namespace ipclab::course {
namespace {

using Outcome = Built::Outcome;

// The compiler as it lies here: where the name leads, which names its version, and what tells it from an update.
std::string compiler_identity() {
  std::error_code trouble;
  const auto path = std::filesystem::canonical(kCompiler, trouble);
  struct stat info {};
  if (trouble || ::stat(path.c_str(), &info) != 0) return {};
  return path.string() + " " + std::to_string(info.st_size) + " " + std::to_string(info.st_mtim.tv_sec) + "." +
         std::to_string(info.st_mtim.tv_nsec);
}

std::string manifest_of(const Compilation& order, const std::string& compiler) {
  std::string text = "compiler " + compiler + "\nflags";
  for (const std::string& flag : order.flags) text += " " + flag;
  text += "\nsources";
  for (const std::string& source : order.sources) text += " " + source;
  text += "\nlink";
  for (const std::string& word : order.link) text += " " + word;
  text += "\n";
  for (const InputFile& file : order.files) text += "file " + file.name + " " + std::to_string(file.text.size()) + "\n" + file.text + "\n";
  return text;
}

struct Meaning {
  Compiled::Outcome compiled;
  Outcome outcome;
  const char* words;  // behind the file's name
};
constexpr Meaning kMeanings[] = {
    {Compiled::Outcome::built, Outcome::built, ""},
    {Compiled::Outcome::out_of_time, Outcome::over_limit, "could not be compiled: the compiler used all the CPU time it may and was stopped"},
    {Compiled::Outcome::out_of_memory, Outcome::over_limit, "could not be compiled: the compiler asked for more than 2 GiB of memory"},
    {Compiled::Outcome::too_large, Outcome::over_limit,
     "could not be compiled: the program, or a file on the way to it, became too large"},
    {Compiled::Outcome::stuck, Outcome::over_limit,
     "could not be compiled: the compiler waits for something that never comes (an #include of no ordinary file?)"},
};

const Meaning* meaning_of(Compiled::Outcome outcome) {
  for (const Meaning& row : kMeanings)
    if (row.compiled == outcome) return &row;
  return nullptr;
}

// Functions of string.h that read or write memory of the caller.
constexpr const char* kOnMemory[] = {"memcpy", "mempcpy", "memmove", "memset",  "memcmp",  "memchr",  "memrchr", "bzero",   "bcopy",
                                     "bcmp",   "strlen",  "strnlen", "strcpy",  "stpcpy",  "strncpy", "stpncpy", "strcat",  "strncat",
                                     "strcmp", "strncmp", "strchr",  "strrchr", "strstr",  "strspn",  "strcspn", "strpbrk", "strdup",
                                     "strndup"};

const char* suffix_of(check::Build kind) {
  switch (kind) {
    case check::Build::plain: return ".plain";
    case check::Build::address: return ".address";
    case check::Build::memory: return ".memory";
  }
  return "";
}

bool sanitizer_missing(const std::string& log) {
  return log.find("libasan") != std::string::npos || log.find("cannot find -lasan") != std::string::npos;
}

// "does not compile" where the compiler named an error, "does not link" where only the linker did.
std::string refusal(const std::vector<Diagnostic>& found, const std::string& log) {
  const bool linker = log.find("ld returned") != std::string::npos;
  for (const Diagnostic& one : found)
    if (one.kind == Diagnostic::Kind::error && one.column > 0) return "does not compile";
  return linker ? "does not link" : "does not compile";
}

std::string first_line(const std::string& log) {
  const auto start = std::min(log.find_first_not_of("\n "), log.size());
  return log.substr(start, log.find('\n', start) - start);
}

// What a cache entry keeps of the compiler's words: a line with the flags it did not know, then its log.
std::string with_left_out(const Compiled& compiled) {
  std::string text;
  for (const std::string& flag : compiled.left_out) text += flag + " ";
  return text + "\n" + compiled.log;
}

Compiled from_cache(BuildCache::Entry entry) {
  Compiled compiled;
  compiled.outcome = Compiled::Outcome::built;
  const auto newline = std::min(entry.log.find('\n'), entry.log.size());
  std::string_view flags = std::string_view(entry.log).substr(0, newline);
  for (auto blank = flags.find(' '); blank != std::string_view::npos; blank = flags.find(' ')) {
    compiled.left_out.emplace_back(flags.substr(0, blank));
    flags.remove_prefix(blank + 1);
  }
  compiled.log = entry.log.substr(std::min(newline + 1, entry.log.size()));
  compiled.executable = std::move(entry.executable);
  return compiled;
}

// Below the world's directory. The driver stands first, so that the linker's "multiple definition of `main'" names the
// student's line and not the driver's.
std::string below_step(const std::string& file) { return file.substr(file.find('/') + 1); }

std::vector<std::string> sources_of(const Program& program) {
  if (program.driver.empty()) return {program.source()};
  return {below_step(program.driver), program.source()};
}

void conclude(Built& built, Compiled compiled) {
  const std::string file = built.program->source();
  built.ms = compiled.ms;
  built.log = std::move(compiled.log);
  built.diagnostics = diagnostics_in(built.log);
  if (built.diagnostics.size() > kMostDiagnostics) built.diagnostics.resize(kMostDiagnostics);
  built.executable = std::move(compiled.executable);
  for (const std::string& flag : compiled.left_out)
    built.notes.push_back("The compiler here does not know " + flag +
                          "; programs are built without it and some mistakes show less surely.");
  if (const Meaning* meaning = meaning_of(compiled.outcome); meaning != nullptr) {
    built.outcome = meaning->outcome;
    if (meaning->outcome != Outcome::built) built.because = file + " " + meaning->words;
    if (compiled.outcome == Compiled::Outcome::out_of_time) built.because += " (" + std::to_string(compiler_seconds()) + " s)";
  } else if (built.kind == check::Build::address && sanitizer_missing(built.log)) {
    built.outcome = Outcome::lacking;
    built.because = "the compiler here has no AddressSanitizer (libasan)";
  } else if (compiled.outcome == Compiled::Outcome::refused) {
    built.outcome = Outcome::refused;
    built.because = file + " " + refusal(built.diagnostics, built.log);
  } else {
    built.outcome = Outcome::trouble;
    built.because = file + " could not be built: " + first_line(built.log);
  }
}

}  // namespace

std::vector<BuildKey> builds_of(const Lab& lab, const check::Check& check) {
  std::vector<BuildKey> keys{{lab.program(check.program), check.build}};
  for (const auto& name : check.with) keys.emplace_back(lab.program_of(check, name), check::Build::plain);
  return keys;
}

std::vector<std::string> flags_of(check::Build kind) {
  // Without frame pointers, so that a stack can be followed by the stack pointer alone (observe/stack.hpp).
  std::vector<std::string> flags = {"-std=c++20", "-g", "-O1",
                                    "-ftrivial-auto-var-init=pattern",  // unset variables hold a pattern, not luck
                                    "-pthread", "-Wall", "-Wextra", "-Wl,--as-needed", "-fdiagnostics-color=never", "-I", "given"};
  flags.push_back("-U_FORTIFY_SOURCE");  // a distribution may have turned it on
  switch (kind) {
    case check::Build::plain: flags.push_back("-D_FORTIFY_SOURCE=2"); break;
    // AddressSanitizer wants to see the overflow itself, before a fortified function ends the program.
    case check::Build::address:
      flags.insert(flags.end(), {"-fno-omit-frame-pointer", "-fsanitize=address", "-fno-sanitize-recover=all"});
      break;
    // The compiler calls a function at each access to memory; the functions are the shim's. So that it sees those of
    // libc too, none of them may become code in place.
    case check::Build::memory:
      flags.push_back("-fsanitize=thread");
      for (const char* function : kOnMemory) flags.push_back(std::string("-fno-builtin-") + function);
      break;
  }
  return flags;
}

std::vector<std::string> link_of(check::Build kind) {
  if (kind != check::Build::memory) return {};
  // All but ThreadSanitizer's own runtime.
  return {"-nodefaultlibs", kLinkedShim, "-lstdc++", "-lm", "-lgcc_s", "-lgcc", "-lc"};
}

void Builder::build(world::Pool& pool, const Lab& lab, const Program& program, check::Build kind, std::function<void(Built)> then) {
  auto built = std::make_shared<Built>();  // std::function wants what it holds to be copyable
  built->lab = &lab;
  built->program = &program;
  built->kind = kind;
  const auto solutions = catalog_.root() / "solutions";
  const std::string name = lab.id + "/" + program.file;
  Source source = read_source(program.given ? solutions : tree_.folder, name);
  if (!source.trouble.empty()) {
    built->outcome = program.given ? Outcome::trouble : Outcome::bad_source;
    built->because = (program.given ? "solutions" : tree_.shown) + "/" + name + " " + source.trouble;
    return then(std::move(*built));
  }
  if (!source.note.empty()) built->notes.push_back(tree_.shown + "/" + name + " " + source.note + ".");

  Compilation order{flags_of(kind), sources_of(program), {{program.source(), std::move(source.text)}}, link_of(kind)};
  for (const std::string& file : lab.step(program.step)->given) {
    if (file == program.file) continue;
    auto text = posix::read_file((solutions / lab.id / file).string(), kLargestSource);
    if (!text) throw posix::Error("open", (solutions / lab.id / file).string());
    order.files.push_back({below_step(file), std::move(*text)});
  }
  if (kind == check::Build::memory) order.files.push_back({kLinkedShim, std::string(schedule::shim_image())});
  const std::string compiler = compiler_identity();
  if (compiler.empty()) {
    built->outcome = Outcome::lacking;
    built->because = std::string("there is no compiler at ") + kCompiler + " (see ./ipclab doctor)";
    return then(std::move(*built));
  }
  const std::string slot = (program.given ? "given" : tree_.origin) + "." + lab.id + "." + std::to_string(program.step) + "." +
                           program.name + suffix_of(kind);
  std::string manifest = manifest_of(order, compiler);
  if (auto entry = cache_.find(slot, manifest)) {
    built->cached = true;
    conclude(*built, from_cache(std::move(*entry)));
    return then(std::move(*built));
  }
  pool.submit(compile_job(order), [this, built, slot, manifest = std::move(manifest), then = std::move(then)](world::Reply reply) {
    Compiled compiled = read_compiled(std::move(reply));
    const std::string kept = with_left_out(compiled);
    conclude(*built, std::move(compiled));
    if (built->outcome == Outcome::built) cache_.keep(slot, manifest, kept, built->executable.get());
    then(std::move(*built));
  });
}

}  // namespace ipclab::course
