import com.adobe.epubcheck.tool.EpubChecker;

/** Checks books as EPUBCheck's own program does, one after another in one process. */
class CheckBooks {
	public static void main(String[] files) {
		System.setErr(System.out);
		for (String file : files) {
			new EpubChecker().run(new String[] {file});
			System.out.println("End of book");
		}
	}
}
