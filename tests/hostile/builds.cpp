// Sources that mean harm, through the real compiler in a real world: each ends as one clear line, and nothing hangs.
#include "course/build.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"
#include "world/isolation.hpp"

#include <optional>
#include <sys/stat.h>

using namespace ipclab;
using course::Built;
using Catch::Matchers::ContainsSubstring;
using Outcome = Built::Outcome;

namespace {

struct Workshop {
  tests::SampleCourse sample;
  course::Catalog catalog{sample.root(), sample.labs()};
  course::BuildCache cache{sample.root() / ".ipclab" / "build"};

  Built build(check::Build kind = check::Build::plain) {
    course::Builder builder(catalog, {sample.root() / "labs", "labs", "labs"}, cache);
    world::Pool pool(world::probe(), 1);
    std::optional<Built> result;
    const course::Lab& lab = catalog.labs().front();
    builder.build(pool, lab, *lab.program("sender"), kind, [&](Built built) { result = std::move(built); });
    REQUIRE(pool.run());
    REQUIRE(result);
    return std::move(*result);
  }
  Built build(const std::string& source, check::Build kind = check::Build::plain) {
    sample.folder().write("labs/pipe/1-sender/sender.cpp", source);
    return build(kind);
  }
};

}  // namespace

TEST_CASE("a right source is built once and then found again") {
  Workshop shop;
  const std::string source = "#include \"messages.hpp\"\nint main() { int unused; return 0; }\n";
  const Built first = shop.build(source);
  CHECK(first.outcome == Outcome::built);
  CHECK_FALSE(first.cached);
  REQUIRE(first.diagnostics.size() == 1);
  CHECK(first.diagnostics[0].file == "sender.cpp");
  CHECK(first.diagnostics[0].line == 2);
  const Built second = shop.build(source);
  CHECK(second.cached);
  CHECK(second.executable.open());
  CHECK(second.diagnostics.size() == 1);
  CHECK_FALSE(shop.build(source + "\n").cached);
}

TEST_CASE("another text of what is given is another build") {
  Workshop shop;
  const std::string source = "#include \"messages.hpp\"\nint main() {}\n";
  (void)shop.build(source);
  shop.sample.folder().write("solutions/pipe/1-sender/given/messages.hpp", "#pragma once\n#define A 1\n");
  CHECK_FALSE(shop.build(source).cached);
}

TEST_CASE("the student's own copy of what is given is not used") {
  Workshop shop;
  shop.sample.folder().write("labs/pipe/1-sender/given/messages.hpp", "#error changed\n");
  CHECK(shop.build("#include \"messages.hpp\"\nint main() {}\n").outcome == Outcome::built);
}

namespace {

// The sender as a library: its main() is given.
struct LibraryWorkshop : Workshop {
  LibraryWorkshop() {
    sample.folder().write("solutions/pipe/1-sender/given/sender_main.cpp", "#include \"messages.hpp\"\nint main() { return answer(); }\n");
    sample.folder().write("solutions/pipe/1-sender/given/messages.hpp", "int answer();\n");
    catalog = course::Catalog(sample.root(), sample.labs());
  }
};

}  // namespace

TEST_CASE("a library is linked with its given main") {
  LibraryWorkshop shop;
  const std::string source = "#include \"messages.hpp\"\nint answer() {\n  int unused;\n  return 0;\n}\n";
  const Built first = shop.build(source);
  CHECK(first.outcome == Outcome::built);
  REQUIRE(first.diagnostics.size() == 1);
  CHECK(first.diagnostics[0].file == "sender.cpp");
  CHECK(first.diagnostics[0].line == 3);
  CHECK(shop.build(source).cached);
  for (const auto kind : {check::Build::address, check::Build::memory}) {
    const Built other = shop.build(source, kind);
    CHECK((other.outcome == Outcome::built || other.outcome == Outcome::lacking));
  }
  shop.sample.folder().write("solutions/pipe/1-sender/given/sender_main.cpp", "int main() {}\n");
  CHECK_FALSE(shop.build(source).cached);
}

TEST_CASE("what is wrong with a library is told with the student's line") {
  LibraryWorkshop shop;
  Built built = shop.build("int answer() {\n  return x;\n}\n");
  CHECK(built.because == "sender.cpp does not compile");
  REQUIRE_FALSE(built.diagnostics.empty());
  CHECK(built.diagnostics[0].file == "sender.cpp");
  CHECK(built.diagnostics[0].line == 2);
  built = shop.build("int another() { return 1; }\n");
  CHECK(built.because == "sender.cpp does not link");
  REQUIRE_FALSE(built.diagnostics.empty());
  CHECK_THAT(built.diagnostics[0].message, ContainsSubstring("answer"));
  built = shop.build("int answer() { return 1; }\n\nint main() {\n  return 0;\n}\n");
  CHECK(built.because == "sender.cpp does not link");
  REQUIRE_FALSE(built.diagnostics.empty());
  CHECK(built.diagnostics[0].file == "sender.cpp");
  CHECK(built.diagnostics[0].line >= 3);  // where in main() is up to the linker
  CHECK_THAT(built.diagnostics[0].message, ContainsSubstring("multiple definition"));
}

TEST_CASE("a sanitizer build is another one than the plain build") {
  Workshop shop;
  (void)shop.build("int main() {}\n");
  const Built built = shop.build("int main() {}\n", check::Build::address);
  if (built.outcome == Outcome::lacking) SKIP_TEST("no AddressSanitizer here");
  CHECK(built.outcome == Outcome::built);
  CHECK_FALSE(built.cached);
}

TEST_CASE("a source that does not compile is told with file and line") {
  const Built built = Workshop().build("int main() {\n  return x;\n}\n");
  CHECK(built.outcome == Outcome::refused);
  CHECK(built.because == "sender.cpp does not compile");
  REQUIRE_FALSE(built.diagnostics.empty());
  CHECK(built.diagnostics[0].file == "sender.cpp");
  CHECK(built.diagnostics[0].line == 2);
}

TEST_CASE("a source that does not link is told as that") {
  Workshop shop;
  Built built = shop.build("int f();\nint main() { return f(); }\n");
  CHECK(built.because == "sender.cpp does not link");
  REQUIRE_FALSE(built.diagnostics.empty());
  CHECK(built.diagnostics[0].line == 2);
  built = shop.build("int f() { return 1; }\n");
  CHECK(built.because == "sender.cpp does not link");
  REQUIRE_FALSE(built.diagnostics.empty());
  CHECK_THAT(built.diagnostics[0].message, ContainsSubstring("main"));
}

TEST_CASE("a source cannot include what is not its own") {
  Workshop shop;
  const std::string secret = (shop.sample.root() / "solutions/pipe/1-sender/sender.cpp").string();
  const Built built = shop.build("#include \"" + secret + "\"\nint main() {}\n");
  CHECK(built.outcome == (world::probe().tier == world::Tier::reduced ? built.outcome : Outcome::refused));
  CHECK(shop.build("#include \"/etc/shadow\"\nint main() {}\n").outcome == Outcome::refused);
}

TEST_CASE("a source that includes a device or itself ends the compiler and not the grader") {
  Workshop shop;
  Built built = shop.build("#include \"/dev/zero\"\n");
  CHECK(built.outcome == Outcome::over_limit);
  CHECK_THAT(built.because, ContainsSubstring("2 GiB"));
  CHECK(shop.build("#include \"sender.cpp\"\n").because == "sender.cpp does not compile");
  for (const char* stream : {"/dev/stdin", "/dev/stdout", "/dev/stderr", "/proc/self/fd/0", "/proc/self/fd/2", "/dev/tty"}) {
    INFO(stream);
    built = shop.build(std::string("#include \"") + stream + "\"\nint main() {}\n");
    CHECK((built.outcome == Outcome::built || built.outcome == Outcome::refused || built.outcome == Outcome::over_limit));
  }
}

TEST_CASE("a program that is too large is told as that") {
  const Built built = Workshop().build("int big[30000000] = {1};\nint main() { return big[3]; }\n");
  CHECK(built.outcome == Outcome::over_limit);
  CHECK_THAT(built.because, ContainsSubstring("too large"));
}

TEST_CASE("a flood of errors is cut") {
  std::string source;
  for (int i = 0; i < 5000; ++i) source += "int f" + std::to_string(i) + "() { return undefined_name_" + std::to_string(i) + "; }\n";
  const Built built = Workshop().build(source);
  CHECK(built.because == "sender.cpp does not compile");
  CHECK(built.diagnostics.size() == course::kMostDiagnostics);
  CHECK(built.log.size() <= 64U << 10);
}

TEST_CASE("a source that is not UTF-8 is built, and that is noted") {
  const Built built = Workshop().build("int main() {}  // gr\xfc\xdf\n");
  CHECK(built.outcome == Outcome::built);
  REQUIRE(built.notes.size() == 1);
  CHECK(built.notes[0] == "labs/pipe/1-sender/sender.cpp is not UTF-8 (byte 0xfc in line 1).");
}

TEST_CASE("a source that is no file needs no compiler") {
  Workshop shop;
  CHECK(shop.build().because == "labs/pipe/1-sender/sender.cpp is missing");
  std::filesystem::create_directories(shop.sample.root() / "labs/pipe/1-sender");
  REQUIRE(::mkfifo((shop.sample.root() / "labs/pipe/1-sender/sender.cpp").c_str(), 0600) == 0);
  const Built built = shop.build();
  CHECK(built.outcome == Outcome::bad_source);
  CHECK(built.because == "labs/pipe/1-sender/sender.cpp is a FIFO, not a regular file");
}
