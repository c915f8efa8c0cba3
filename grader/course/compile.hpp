// Compiling in a world: what the grader sends there (compile_job), what the world's init does with it (run_compile),
// and what comes back (read_compiled). The compiler meets a student's text behind the same walls as the program
// made of it: it cannot read what is not theirs, and it has caps.
#pragma once
#include "posix/fd.hpp"
#include "world/inside.hpp"
#include "world/pool.hpp"
#include <string>
#include <vector>

namespace ipclab::course {

inline constexpr const char* kCompiler = "/usr/bin/g++";

struct InputFile {
  std::string name;  // below the world's directory: "sender.cpp", "given/copy.hpp"
  std::string text;
};

struct Compilation {
  std::vector<std::string> flags;
  std::vector<std::string> sources;  // what is compiled: the student's file, in front of it what holds its main()
  std::vector<InputFile> files;   // with it, all that it may include, and what it is linked with
  std::vector<std::string> link = {};  // what stands behind it on the command line: libraries, in their order
};

struct Compiled {
  enum class Outcome {
    built,
    refused,       // the compiler or the linker says no; the log says why
    out_of_time,   // compiler_seconds() of CPU used
    out_of_memory,
    too_large,     // the program, or something on the way to it
    stuck,         // the compiler waits for something that never comes
    trouble,       // of the machine or ours; the log says what
  };
  Outcome outcome = Outcome::trouble;
  std::string log;                     // what the compiler wrote, at most kLargestLog bytes
  std::vector<std::string> left_out;   // flags that this compiler does not know
  posix::Fd executable;                // a memory file, when built
  double ms = 0;                       // how long the compiler took
};

inline constexpr world::Limits kCompilerLimits{
    .processes = 32, .memory_bytes = 2ULL << 30, .file_bytes = 64ULL << 20, .open_files = 256, .cpu_seconds = 30};
// The CPU seconds of that, or what IPCLAB_COMPILER_SECONDS says: for tests of sources that compile for ever.
[[nodiscard]] unsigned compiler_seconds();
inline constexpr std::size_t kLargestLog = 64U << 10;
inline constexpr std::size_t kLargestProgram = 16U << 20;

// Throws posix::Error.
[[nodiscard]] world::Job compile_job(const Compilation& order);
[[nodiscard]] Compiled read_compiled(world::Reply reply);

[[nodiscard]] bool is_compile(const world::Request& request);
[[nodiscard]] world::Answer run_compile(world::World& world, const world::Request& request);

// A memory file with these bytes, read from its start (memfd_create(2)). Throws posix::Error.
[[nodiscard]] posix::Fd memory_file(const std::string& name, std::string_view bytes);

}  // namespace ipclab::course
