# Makes of records.proto the words that the command line's help says of kinds and fields: a row of C for each message
# ("" as field) and for each field that has a comment of its own, which begins its line's last "//".
function quoted(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}
/^\/\/ / { about = about (about == "" ? "" : " ") substr($0, 4); next }
/^message / { message = $2; printf "{ %s, \"\", %s },\n", quoted(message), quoted(about) }
/^}/ { message = "" }
message != "" && match($0, /^  (optional|repeated) [A-Za-z0-9]+ [a-z_0-9]+ = [0-9]+; +\/\/ /) {
	printf "{ %s, %s, %s },\n", quoted(message), quoted($3), quoted(substr($0, RLENGTH + 1))
}
{ about = "" }
