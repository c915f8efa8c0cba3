// What somebody has predicted so far, and what was then shown: .ipclab/walk.json, one entry an answer, in their order.
// Where they are and what comes back to them is derived from that (walk/itinerary.hpp).
#pragma once
#include "course/kept_file.hpp"
#include <filesystem>
#include <string>
#include <vector>

namespace ipclab::walk {

struct Entry {
  std::string station;                  // "pipe/full"
  bool skipped = false;                 // then there is nothing below
  std::vector<std::string> predicted;   // ids of choices
  std::vector<std::string> shown;       // the same, in favour of the prediction where numbers are near a border; empty: what was shown was none of them, and says nothing about the prediction
  [[nodiscard]] bool right() const { return !skipped && !shown.empty() && predicted == shown; }
  [[nodiscard]] bool wrong() const { return !skipped && !shown.empty() && predicted != shown; }
  bool operator==(const Entry&) const = default;
};

class Journal {
 public:
  // Reads the file, which need not exist. Never throws for what is in it: see note().
  explicit Journal(std::filesystem::path file);

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] const std::string& at() const { return at_; }  // the path one was on last; empty: none
  void stand_at(const std::string& path) { at_ = path; }
  void add(Entry entry) { entries_.push_back(std::move(entry)); }
  void save() const;  // Throws posix::Error.
  [[nodiscard]] const std::string& note() const { return file_.note(); }

 private:
  bool parse(const std::string& text);
  course::KeptFile file_;
  std::string at_;
  std::vector<Entry> entries_;
};

}  // namespace ipclab::walk
