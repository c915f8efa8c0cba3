// Builds the programs of the course: a student's file, in a world, with the grader's flags and the grader's own copy
// of what is given. What is wrong with the file or what the compiler says is data; only the machine throws.
#pragma once
#include "check/lab.hpp"
#include "course/build_cache.hpp"
#include "course/catalog.hpp"
#include "course/diagnostics.hpp"
#include "world/pool.hpp"
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ipclab::course {

// Where students' files are read from, laid out like labs/.
struct Tree {
  std::filesystem::path folder;
  std::string shown;   // in front of file names in messages: "labs"
  std::string origin;  // keeps cache entries of different trees apart: "labs", "solutions", "dir"
};

struct Built {
  enum class Outcome {
    built,
    bad_source,    // no file that could be compiled
    refused,       // does not compile or link
    over_limit,    // the compiler reached a cap
    lacking,       // this machine cannot: no compiler, no sanitizer
    trouble,       // the grader's own
  };
  const Lab* lab = nullptr;
  const Program* program = nullptr;
  check::Build kind = check::Build::plain;
  Outcome outcome = Outcome::trouble;
  std::string because;                  // one line without its stop, unless built: "sender.cpp does not compile"
  std::vector<Diagnostic> diagnostics;  // errors and warnings, at most kMostDiagnostics
  std::string log;                      // the compiler's whole message, bounded
  std::vector<std::string> notes;       // a sentence each
  posix::Fd executable;                 // when built
  bool cached = false;
  double ms = 0;                        // 0 when cached
};
inline constexpr std::size_t kMostDiagnostics = 20;

// What a check wants built: the program under test as the check asks for it, the others as they always are.
using BuildKey = std::pair<const Program*, check::Build>;
[[nodiscard]] std::vector<BuildKey> builds_of(const Lab& lab, const check::Check& check);

// The flags of a build, in their order.
[[nodiscard]] std::vector<std::string> flags_of(check::Build kind);
// What stands behind the source on the compiler's command line; `kLinkedShim` among it is a file.
[[nodiscard]] std::vector<std::string> link_of(check::Build kind);
inline constexpr const char* kLinkedShim = "libipclab_shim.so";

class Builder {
 public:
  Builder(const Catalog& catalog, Tree tree, BuildCache& cache) : catalog_(catalog), tree_(std::move(tree)), cache_(cache) {}

  // Calls `then` at once when nothing needs to be compiled (bad source, cached), else from pool.run().
  // This Builder must live until then. Throws posix::Error.
  void build(world::Pool& pool, const Lab& lab, const Program& program, check::Build kind, std::function<void(Built)> then);

 private:
  const Catalog& catalog_;
  Tree tree_;
  BuildCache& cache_;
};

}  // namespace ipclab::course
