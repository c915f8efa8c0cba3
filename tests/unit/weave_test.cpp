#include "course/weave.hpp"
#include "support/catch.hpp"

using namespace ipclab::course;
using Catch::Matchers::ContainsSubstring;

namespace {
const std::string kMaster =
    "int main() {\n"
    "  //[fix first]\n"
    "  //| broken(1);\n"
    "  right(1);\n"
    "  //[end]\n"
    "  between();\n"
    "  //[fix second]\n"
    "  //|\n"
    "  right(2);\n"
    "  //[end]\n"
    "}\n";

std::string all_in(const std::string& master) { return weave(master, kEveryBug, "x.cpp"); }
std::string none_in(const std::string& master) { return weave(master, kNoBug, "x.cpp"); }

std::string complaint(const std::string& master) {
  try {
    (void)weave(master, kEveryBug, "x.cpp");
  } catch (const Malformed& trouble) {
    return trouble.what();
  }
  return "none";
}
}  // namespace

TEST_CASE("every bug woven in gives the skeleton") {
  CHECK(all_in(kMaster) == "int main() {\n  broken(1);\n  between();\n}\n");
}

TEST_CASE("no bug woven in gives the solution without its markers") {
  CHECK(none_in(kMaster) == "int main() {\n  right(1);\n  between();\n  right(2);\n}\n");
}

TEST_CASE("one bug woven in gives a mutant that is right everywhere else") {
  CHECK(weave(kMaster, std::set<std::string>{"first"}, "x.cpp") == "int main() {\n  broken(1);\n  between();\n  right(2);\n}\n");
}

TEST_CASE("a text without regions is its own weave") {
  const std::string text = "#include <unistd.h>\n\n//| is not at the front here: x //| y\nint main() {}";
  CHECK(none_in("a //| b\n// [fix no]\n") == "a //| b\n// [fix no]\n");
  CHECK_THROWS_AS(none_in(text), Malformed);
}

TEST_CASE("a bare broken line among others is an empty line") {
  CHECK(all_in("//[fix a]\n//| one\n//|\n//| two\nright\n//[end]\n") == "one\n\ntwo\n");
}

TEST_CASE("broken lines that are all bare leave nothing") {
  CHECK(all_in("a\n//[fix a]\n  //|\n//|  \nright\n//[end]\nb\n") == "a\nb\n");
}

TEST_CASE("a region without broken lines loses its text when seeded") {
  CHECK(all_in("a\n//[fix a]\nright\n//[end]\n") == "a\n");
}

TEST_CASE("broken text keeps its indentation, and one blank after the bar goes") {
  CHECK(all_in("//[fix a]\n    //|   deep\n\t//|tight\n//[end]\n") == "      deep\n\ttight\n");
}

TEST_CASE("a last line without its line feed stays as it is") {
  CHECK(none_in("a\n//[fix x]\n//| b\nc\n//[end]\nlast") == "a\nc\nlast");
}

TEST_CASE("regions are told with their lines, in order") {
  const auto found = regions(kMaster, "x.cpp");
  REQUIRE(found.size() == 2);
  CHECK(found[0].bug == "first");
  CHECK(found[0].line == 2);
  CHECK(found[1].bug == "second");
  CHECK(found[1].line == 7);
}

TEST_CASE("a region knows what it gives, broken and repaired") {
  const auto found = regions(kMaster, "x.cpp");
  REQUIRE(found.size() == 2);
  CHECK(found[0].broken == "  broken(1);\n");
  CHECK(found[0].repaired == "  right(1);\n");
  CHECK(found[1].broken.empty());
  CHECK(found[1].repaired == "  right(2);\n");
}

TEST_CASE("a malformed master is refused with file and line") {
  CHECK_THAT(complaint("a\n//[fix x]\n//[fix y]\n"), ContainsSubstring("x.cpp:3: region inside region `x`"));
  CHECK_THAT(complaint("a\n//[end]\n"), ContainsSubstring("x.cpp:2: //[end] without a region"));
  CHECK_THAT(complaint("\n\n  //[fix x]\nb\n"), ContainsSubstring("x.cpp:3: region `x` is never closed"));
  CHECK_THAT(complaint("//[fix X y]\n//[end]\n"), ContainsSubstring("`X y` is no bug id"));
  CHECK_THAT(complaint("//[fix ]\n//[end]\n"), ContainsSubstring("x.cpp:1:"));
  CHECK_THAT(complaint("//[fix]\n//[end]\n"), ContainsSubstring("a region opens with"));
  CHECK_THAT(complaint("//[fix x] because\n//[end]\n"), ContainsSubstring("a region opens with"));
  CHECK_THAT(complaint("//[fix x]\n//[end] x\n"), ContainsSubstring("a region closes with"));
  CHECK_THAT(complaint("  //| lost\n"), ContainsSubstring("x.cpp:1: broken line"));
}
