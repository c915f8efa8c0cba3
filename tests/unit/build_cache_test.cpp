#include "course/build_cache.hpp"
#include "course/compile.hpp"
#include "posix/fd.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace ipclab;
using course::BuildCache;
namespace fs = std::filesystem;

namespace {
const std::string kProgramBytes("\x7f" "ELF\0\n not really", 17);
const std::string kManifest = "compiler g++\nfile a.cpp 3\nxy\n";

struct Kept {
  tests::TemporaryFolder folder;
  BuildCache cache{folder.path() / "build"};
  Kept() { cache.keep("labs.pipe.sender.plain", kManifest, "a warning\n", course::memory_file("p", kProgramBytes).get()); }
  [[nodiscard]] std::string file() const { return "build/labs.pipe.sender.plain"; }
  [[nodiscard]] bool found(const std::string& manifest = kManifest) const { return cache.find("labs.pipe.sender.plain", manifest).has_value(); }
};
}  // namespace

TEST_CASE("what was built is found again with its log") {
  const Kept kept;
  CHECK(kept.cache.trouble().empty());
  const auto entry = kept.cache.find("labs.pipe.sender.plain", kManifest);
  REQUIRE(entry);
  CHECK(entry->log == "a warning\n");
  CHECK(posix::read_all(entry->executable.get()) == kProgramBytes);
}

TEST_CASE("any other input is another build") {
  const Kept kept;
  CHECK_FALSE(kept.found(kManifest + " "));
  CHECK_FALSE(kept.found("Compiler g++\nfile a.cpp 3\nxy\n"));
  CHECK_FALSE(kept.found(""));
  CHECK_FALSE(kept.cache.find("labs.pipe.sender.address", kManifest));
}

TEST_CASE("a damaged entry is no entry") {
  const Kept kept;
  const std::string whole = kept.folder.read(kept.file());
  REQUIRE(kept.found());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    kept.folder.write(kept.file(), whole.substr(0, size));
    CHECK_FALSE(kept.found());
  }
  kept.folder.write(kept.file(), whole + "x");
  CHECK_FALSE(kept.found());
  kept.folder.write(kept.file(), "ipclab-build 1 99999999999999999999 1 1\n");
  CHECK_FALSE(kept.found());
  kept.folder.write(kept.file(), whole);
  CHECK(kept.found());
}

TEST_CASE("a folder in the place of an entry is no entry, and is told when the next one is kept") {
  Kept kept;
  fs::remove(kept.folder.path() / kept.file());
  fs::create_directory(kept.folder.path() / kept.file());
  CHECK_FALSE(kept.found());
  kept.cache.keep("labs.pipe.sender.plain", kManifest, "", course::memory_file("p", kProgramBytes).get());
  CHECK_FALSE(kept.cache.trouble().empty());
}

TEST_CASE("where nothing can be written the build goes on and the reason is told") {
  tests::TemporaryFolder folder;
  folder.write("build", "a file where the folder should be");
  BuildCache cache(folder.path() / "build");
  cache.keep("slot", kManifest, "", course::memory_file("p", kProgramBytes).get());
  CHECK_FALSE(cache.trouble().empty());
  CHECK_FALSE(cache.find("slot", kManifest));
}

TEST_CASE("a write that fails in the middle leaves no entry and no rest") {
  const tests::TemporaryFolder folder;
  BuildCache cache(folder.path() / "build");
  const posix::Fd program = course::memory_file("p", std::string(100000, 'x'));
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit small{4096, before.rlim_max};
  const auto signal = std::signal(SIGXFSZ, SIG_IGN);  // setrlimit(2): then write fails with EFBIG, as with ENOSPC
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  cache.keep("slot", kManifest, "", program.get());
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, signal);
  CHECK_FALSE(cache.trouble().empty());
  CHECK_FALSE(cache.find("slot", kManifest));
  CHECK(fs::is_empty(folder.path() / "build"));
}
