// What a student has reached, kept between runs in .ipclab/progress.json: the last verdict of each check, the bug whose
// evidence it last showed, how many hints of each bug have been seen, and the step that `watch` stands at. Written whole and in one step; a file that
// cannot be read as such is moved aside, never overwritten.
#pragma once
#include "check/result.hpp"
#include "course/kept_file.hpp"
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace ipclab::course {

class Progress {
 public:
  struct Last {
    check::Verdict verdict = check::Verdict::broken;
    std::string bug;            // matched when it last failed; empty when none did
  };

  // Reads the file, which need not exist. Never throws for what is in it: see note().
  explicit Progress(std::filesystem::path file);

  [[nodiscard]] std::optional<Last> last(const std::string& lab, const std::string& check) const;
  [[nodiscard]] int hints_seen(const std::string& lab, const std::string& bug) const;

  // What only a smaller search than the usual one has kept changes nothing.
  void record(const check::CheckResult& result);
  void saw_hint(const std::string& lab, const std::string& bug, int number);  // of 1, 2, 3
  // The step that `watch` last stood at, "pipe/3"; empty: none.
  [[nodiscard]] const std::string& at() const { return at_; }
  void stand_at(const std::string& step) { at_ = step; }
  // Forgets verdicts (not hints) of a check: its program was reset.
  void forget(const std::string& lab, const std::string& check);
  // Throws posix::Error.
  void save() const;

  // Not empty: the file was damaged, and where it is now.
  [[nodiscard]] const std::string& note() const { return file_.note(); }

 private:
  bool parse(const std::string& text);
  KeptFile file_;
  std::map<std::string, Last> checks_;       // "pipe/ends-with-input"
  std::map<std::string, int> hints_;         // "pipe/write-end-open"
  std::string at_;
};

}  // namespace ipclab::course
