package org.xingtan.journey;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A certificate on paper, as a phone's camera sees it: it looks again, from nearer and from farther away, until it has read the code. */
final class Certificate {

    private static final List<Integer> DISTANCES = List.of(300, 240, 400);

    private Certificate() {}

    /** The address in the QR code of a PDF's first page. */
    static String address(byte[] pdf) throws IOException {
        var failed = new AssertionError("the QR code cannot be read");
        try (var document = Loader.loadPDF(pdf)) {
            for (var dpi : DISTANCES) {
                try {
                    return read(new PDFRenderer(document).renderImageWithDPI(0, dpi));
                } catch (ReaderException e) {
                    failed.addSuppressed(e);
                }
            }
        }
        throw failed;
    }

    private static String read(BufferedImage image) throws ReaderException {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var seen = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
        return new QRCodeReader().decode(seen, Map.of(DecodeHintType.TRY_HARDER, true)).getText();
    }
}
