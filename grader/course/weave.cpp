#include "course/weave.hpp"

#include <algorithm>

namespace ipclab::course {
namespace {
constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kFix = "//[fix ";
constexpr std::string_view kEnd = "//[end]";
constexpr std::string_view kBroken = "//|";

bool good_id(std::string_view id) {
  const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && std::all_of(id.begin(), id.end(), good) && id.front() != '-' && id.back() != '-';
}

std::string_view without_trailing_blanks(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

// One pass over a master; regions() and weave() differ only in what they keep of it.
class Loom {
 public:
  Loom(const Seeded& seeded, const std::string& file) : seeded_(seeded), file_(file) {}

  void pass(std::string_view master) {
    while (!master.empty()) {
      const auto newline = master.find('\n');
      const auto length = newline == std::string_view::npos ? master.size() : newline + 1;
      ++number_;
      line(master.substr(0, length));
      master.remove_prefix(length);
    }
    if (open()) fail(regions_.back().line, "region `" + regions_.back().bug + "` is never closed by //[end]");
  }

  std::string text_;
  std::vector<Region> regions_;

 private:
  void line(std::string_view whole) {
    const auto start = std::min(whole.find_first_not_of(kBlanks), whole.size());
    const std::string_view text = without_trailing_blanks(whole.substr(start, whole.find('\n') - start));
    if (text.starts_with("//[fix")) return begin(text);
    if (text.starts_with("//[end")) return finish(text);
    if (text.starts_with(kBroken)) return broken(whole.substr(0, start), whole.substr(start + kBroken.size()), text);
    if (open()) regions_.back().repaired += whole;
    if (!open() || !seeded_now_) text_ += whole;
  }

  void begin(std::string_view text) {
    if (open()) fail(number_, "region inside region `" + regions_.back().bug + "`, which is still open");
    if (!text.starts_with(kFix) || text.back() != ']') fail(number_, "a region opens with //[fix id] and nothing else");
    const std::string id(text.substr(kFix.size(), text.size() - kFix.size() - 1));
    if (!good_id(id)) fail(number_, "`" + id + "` is no bug id: small letters, digits and inner hyphens");
    regions_.push_back({id, number_, "", ""});
    seeded_now_ = !seeded_ || seeded_->contains(id);
    open_ = true;
    broken_.clear();
    all_bare_ = true;
  }

  void finish(std::string_view text) {
    if (text != kEnd) fail(number_, "a region closes with //[end] and nothing else");
    if (!open()) fail(number_, "//[end] without a region");
    if (!all_bare_) regions_.back().broken = broken_;
    if (seeded_now_) text_ += regions_.back().broken;
    open_ = false;
  }

  void broken(std::string_view indentation, std::string_view rest, std::string_view text) {
    if (!open()) fail(number_, "broken line //| outside a region");
    if (text == kBroken) {
      broken_ += '\n';
      return;
    }
    all_bare_ = false;
    if (rest.starts_with(' ')) rest.remove_prefix(1);
    broken_ += indentation;
    broken_ += rest;
  }

  [[nodiscard]] bool open() const { return open_; }
  [[noreturn]] void fail(int at, const std::string& what) const { throw Malformed(file_, at, what); }

  const Seeded& seeded_;
  const std::string& file_;
  int number_ = 0;
  bool open_ = false;
  bool seeded_now_ = false;  // the open region's bug is in
  bool all_bare_ = true;     // no broken line of the open region has text yet
  std::string broken_;       // those lines
};
}  // namespace

Malformed::Malformed(std::string file, int line, const std::string& what)
    : std::runtime_error(file + (line > 0 ? ":" + std::to_string(line) : "") + ": " + what), file_(std::move(file)), line_(line) {}

std::string weave(std::string_view master, const Seeded& seeded, const std::string& file) {
  Loom loom(seeded, file);
  loom.pass(master);
  return std::move(loom.text_);
}

std::vector<Region> regions(std::string_view master, const std::string& file) {
  Loom loom(kNoBug, file);
  loom.pass(master);
  return std::move(loom.regions_);
}

}  // namespace ipclab::course
