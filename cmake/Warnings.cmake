add_library(ipclab_warnings INTERFACE)
add_library(ipclab::warnings ALIAS ipclab_warnings)
target_compile_options(ipclab_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wnon-virtual-dtor -Wold-style-cast)
