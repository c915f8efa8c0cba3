#include "support/sample_course.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace fs = std::filesystem;

namespace ipclab::tests {
namespace {

const char* const kPipe = R"(title: Pipes
summary: Bytes from one process to another.
order: 1
prerequisites: open(2), fork(2)
steps:
  - {number: 1, name: sender, title: The end of input, minutes: 20, goal: See what read returns.}
  - {number: 2, name: relay, title: The ends of a pipe, minutes: 25, goal: Close what you do not use.}
bugs:
  - id: input-eof
    step: 1
    title: The end of input is not seen
    check: sender-ends
    man: read(2)
    notes: 003
    why: A read at the end of input returns 0.
    hints: ["What does it return?", "Look at the loop.", "Compare with 0."]
  - id: word-split
    step: 1
    title: Lines are split at blanks
    check: whole-lines
    man: scanf(3)
    notes: 003
    why: "%s stops at a blank."
    hints: ["What is a word?", "Look at the format.", "Use fgets."]
  - id: write-end-open
    step: 2
    title: The parent keeps the write end
    check: ends-with-input
    man: pipe(7)
    notes: 001
    why: End of file needs every write end closed.
    hints: ["Who can still write?", "Count the ends.", "Close fds at 1."]
)";

const char* const kFifo = R"(title: Named pipes
summary: A pipe with a name.
order: 2
steps:
  - {number: 1, name: writer, title: Usage, minutes: 15, goal: Say how it is used.}
bugs: []
)";

const char* const kSender = R"(#include <unistd.h>
int main() {
  //[fix input-eof]
  //| for (;;) {}
  return 0;
  //[end]
  //[fix word-split]
  //|
  return 1;
  //[end]
}
)";

const check::Lab& pipe_lab() {
  using Kind = check::Symptom::Kind;
  static const check::Lab lab{
      .id = "pipe",
      .checks = {
          {.id = "sender-ends", .says = "ends when its input ends", .program = "sender",
           .catches = {{"input-eof", {Kind::endless, "cpu"}}}, .man = "read(2): 0 is the end of the file."},
          {.id = "whole-lines", .says = "sends every line whole", .program = "sender", .with = {"receiver"},
           .catches = {{"word-split", {Kind::output, ""}}}, .needs = {"sender-ends"}, .man = "fgets(3)"},
          {.id = "keeps-quiet", .says = "says nothing when all is well", .program = "sender", .man = "write(2)"},
          {.id = "ends-with-input", .says = "ends when its input ends, and so does its child", .program = "relay",
           .catches = {{"write-end-open", {Kind::stuck, "read"}}}, .weight = 2,
           .man = "pipe(7): read returns 0 only when every write end is closed."},
          {.id = "heading", .says = "prints the heading once", .program = "relay", .needs = {"ends-with-input"}, .weight = 3, .man = "fork(2)"},
      }};
  return lab;
}

const check::Lab& fifo_lab() {
  static const check::Lab lab{.id = "fifo", .checks = {{.id = "says-usage", .says = "says how it is used", .program = "writer", .man = "fifo(7)"}}};
  return lab;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "ipclab-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp " + name);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(const fs::path& name, const std::string& text) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

std::string TemporaryFolder::read(const fs::path& name) const {
  std::ifstream in(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

SampleCourse::SampleCourse() : labs_{&fifo_lab(), &pipe_lab()} {
  folder_.write("grader/labs/pipe.yaml", kPipe);
  folder_.write("grader/labs/fifo.yaml", kFifo);
  folder_.write("solutions/pipe/1-sender/sender.cpp", kSender);
  folder_.write("solutions/pipe/1-sender/given/receiver.cpp", "int main() {}\n");
  folder_.write("solutions/pipe/1-sender/given/messages.hpp", "#pragma once\n");
  folder_.write("solutions/pipe/2-relay/relay.cpp", "int main() {\n  //[fix write-end-open]\n  //|\n  return 0;\n  //[end]\n}\n");
  folder_.write("solutions/fifo/1-writer/writer.cpp", "int main() {}\n");
  fs::create_directories(root() / "labs");
}

}  // namespace ipclab::tests
