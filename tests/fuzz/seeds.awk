# Writes the examples of tests/spec/*.md to a folder, a file each, for a fuzzer to begin
# with. With PREFIX each begins with that text (the byte by which a target chooses).
#   awk -v DIR=build/seeds [-v PREFIX=0] -f seeds.awk tests/spec/vtt.md
/^~~~ input/ { file = sprintf("%s/%s%03d", DIR, PREFIX, ++n); printf "%s", PREFIX > file; next }
/^~~~/ { if (file) close(file); file = ""; next }
file { print > file }
