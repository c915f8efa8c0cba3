#include "course/source.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace ipclab;
using course::read_source;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {
const std::string kName = "pipe/1-sender/sender.cpp";
}

TEST_CASE("a source file is read as it is") {
  const tests::TemporaryFolder tree;
  tree.write(kName, "int main() {}\n// gr\xc3\xbc\xc3\x9f\n");
  const auto source = read_source(tree.path(), kName);
  CHECK(source.text == "int main() {}\n// gr\xc3\xbc\xc3\x9f\n");
  CHECK(source.trouble.empty());
  CHECK(source.note.empty());
}

TEST_CASE("what is no ordinary file is named, not opened") {
  const tests::TemporaryFolder tree;
  fs::create_directories(tree.path() / "pipe/1-sender");
  const fs::path file = tree.path() / kName;
  std::string expected;
  SECTION("missing") { expected = "is missing"; }
  SECTION("folder") {
    fs::create_directory(file);
    expected = "is a directory, not a file";
  }
  SECTION("fifo") {
    REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    expected = "is a FIFO, not a regular file";
  }
  SECTION("link") {
    fs::create_symlink("/etc/passwd", file);
    expected = "is reached through a symbolic link, which the grader does not follow";
  }
  SECTION("empty") {
    tree.write(kName, "");
    expected = "is empty";
  }
  SECTION("blank") {
    tree.write(kName, " \n\t\n");
    expected = "is empty";
  }
  SECTION("large") {
    tree.write(kName, std::string(course::kLargestSource + 1, '/'));
    expected = "is larger than 1 MiB";
  }
  const auto source = read_source(tree.path(), kName);
  CHECK(source.trouble == expected);
  CHECK(source.text.empty());
}

TEST_CASE("a linked folder on the way is not followed") {
  const tests::TemporaryFolder tree, elsewhere;
  elsewhere.write("sender.cpp", "int main() {}\n");
  fs::create_directories(tree.path() / "pipe");
  fs::create_directory_symlink(elsewhere.path(), tree.path() / "pipe/1-sender");
  CHECK_THAT(read_source(tree.path(), kName).trouble, ContainsSubstring("symbolic link"));
}

TEST_CASE("a file where a folder should be is told") {
  const tests::TemporaryFolder tree;
  tree.write("pipe", "");
  CHECK_THAT(read_source(tree.path(), kName).trouble, ContainsSubstring("not a folder"));
}

TEST_CASE("an unreadable source file is told with the reason") {
  if (::geteuid() == 0) SKIP_TEST("root may read everything");
  const tests::TemporaryFolder tree;
  tree.write(kName, "int main() {}\n");
  fs::permissions(tree.path() / kName, fs::perms::none);
  CHECK(read_source(tree.path(), kName).trouble == "cannot be read: Permission denied");
}

TEST_CASE("text that is not UTF-8 is used and told with byte and line") {
  const tests::TemporaryFolder tree;
  const auto note = [&](const std::string& text) {
    tree.write(kName, text);
    return read_source(tree.path(), kName).note;
  };
  CHECK(note("a\nb \xe4 c\n") == "is not UTF-8 (byte 0xe4 in line 2)");
  CHECK(note("\xc0\xaf") == "is not UTF-8 (byte 0xc0 in line 1)");
  CHECK(note("\xed\xa0\x80") == "is not UTF-8 (byte 0xed in line 1)");
  CHECK(note("\xf4\x90\x80\x80") == "is not UTF-8 (byte 0xf4 in line 1)");
  CHECK(note("x\xe2\x82") == "is not UTF-8 (byte 0xe2 in line 1)");
  CHECK(note("\xf0\x9f\x98\x80").empty());
}
