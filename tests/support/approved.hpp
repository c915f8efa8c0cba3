// Approval tests: what people read lies as a file under tests/approved/ and is compared whole. After a change that is
// meant, IPCLAB_APPROVE=1 rewrites the files; their difference is then looked at like any other.
#pragma once
#include <string>

namespace ipclab::tests {

// Compares `text` with tests/approved/<name>.txt. Fails the running test where they differ, and shows the first line
// that does.
void approve(const std::string& name, const std::string& text);

}  // namespace ipclab::tests
