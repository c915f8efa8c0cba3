// What the grader has done in a trial, in order: for the sentence of a finding that says what came before.
#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::check {

struct Running;

class Deeds {
 public:
  void did(std::string what) { deeds_.push_back({std::move(what), {}}); }
  void started(std::size_t program) { deeds_.push_back({"", program}); }
  // "Before that: msgq was run as `msgq -s hello` and ended with exit 0; the grader removed the queue with the key 7." The
  // last of them; `notes` tell already how some programs were run. Nothing when there is nothing more to tell.
  [[nodiscard]] std::optional<std::string> sentence(const std::deque<Running>& programs, const std::vector<std::string>& notes) const;

 private:
  struct Deed {
    std::string what;
    std::optional<std::size_t> program;  // that was started
  };
  std::vector<Deed> deeds_;
};

}  // namespace ipclab::check
